"""Products with masks; the slope at the corner is the one of the right side."""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    return z * (z > 0)


def relu_slope(z):
    return 1.0 * (z >= 0)


# %% leaky_relu
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    return z * leaky_relu_slope(z, alpha)


def leaky_relu_slope(z, alpha=0.01):
    return np.where(z < 0, alpha, 1)
