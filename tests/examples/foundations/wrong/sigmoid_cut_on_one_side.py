"""Scores are cut off at 500 from above; those below −500 overflow still.

misconception: Large scores are positive.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    value = 1 / (1 + np.exp(-np.minimum(z, 500)))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
