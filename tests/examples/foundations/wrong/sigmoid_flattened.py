"""The result is always a vector.

misconception: The shape does not matter.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    z = np.ravel(z)
    small = np.exp(-np.abs(z))
    value = np.where(z >= 0, 1 / (1 + small), small / (1 + small))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
