"""Negative numbers are set to 0 in the array that was handed in.

misconception: Inside a function an array is a copy.
loses: q7
"""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    z[z < 0] = 0
    return z


def relu_slope(z):
    slope = np.where(z > 0, 1.0, 0.0)
    return slope
