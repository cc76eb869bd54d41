"""|z| formulas; at the corner the slope lies in the middle."""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    return (z + np.abs(z)) / 2


def relu_slope(z):
    return np.heaviside(z, 0.5)


# %% leaky_relu
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    return relu(z) - alpha * relu(-z)


def leaky_relu_slope(z, alpha=0.01):
    return (1 + alpha) / 2 + (1 - alpha) / 2 * np.sign(z)
