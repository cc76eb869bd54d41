"""A copy changed in place; whole numbers as slopes; the leaky one as a maximum (alpha is at most 1)."""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    value = z.copy()
    value[value < 0] = 0
    return value


def relu_slope(z):
    return (z > 0).astype(int)


# %% leaky_relu
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    return np.maximum(alpha * z, z)


def leaky_relu_slope(z, alpha=0.01):
    slope = np.ones(z.shape)
    slope[z <= 0] = alpha
    return slope
