"""0.01 whatever alpha is.

misconception: alpha is 0.01.
loses: q7
"""


# %% leaky_relu
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    value = np.where(z > 0, z, 0.01 * z)
    return value


def leaky_relu_slope(z, alpha=0.01):
    slope = np.where(z > 0, 1.0, alpha)
    return slope
