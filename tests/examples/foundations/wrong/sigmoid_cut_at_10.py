"""Scores are cut off at ±10.

misconception: Beyond 10 the sigmoid is flat.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    z = np.clip(z, -10, 10)
    value = 1 / (1 + np.exp(-z))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
