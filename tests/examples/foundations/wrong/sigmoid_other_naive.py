"""eᶻ / (1 + eᶻ), which is inf / inf for large scores.

misconception: This form of the formula is the safe one.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    value = np.exp(z) / (1 + np.exp(z))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
