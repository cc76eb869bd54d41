"""The scores are cut off in place: the array that was handed in is changed.

misconception: Inside a function an array is a copy.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    np.clip(z, -500, 500, out=z)
    value = 1 / (1 + np.exp(-z))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
