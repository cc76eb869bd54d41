"""The sigmoid from np.tanh."""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    return (np.tanh(np.asarray(z) / 2) + 1) / 2


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
