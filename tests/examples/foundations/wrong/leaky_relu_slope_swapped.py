"""alpha on the right and 1 on the left.

misconception: np.where takes the false case first.
loses: q7
"""


# %% leaky_relu
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    value = np.where(z > 0, z, alpha * z)
    return value


def leaky_relu_slope(z, alpha=0.01):
    slope = np.where(z > 0, alpha, 1.0)
    return slope
