"""Negative numbers are multiplied by alpha in the array that was handed in.

misconception: Inside a function an array is a copy.
loses: q7
"""


# %% leaky_relu
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    z[z < 0] *= alpha
    return z


def leaky_relu_slope(z, alpha=0.01):
    slope = np.where(z > 0, 1.0, alpha)
    return slope
