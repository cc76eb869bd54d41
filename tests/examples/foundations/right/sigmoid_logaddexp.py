"""exp of minus logaddexp; slope from the exponential of −|z|."""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    e = np.exp(-abs(z))
    return e / (1 + e) ** 2
