"""An if for a single number.

misconception: z is a number.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    if z >= 0:
        value = 1 / (1 + np.exp(-z))
    else:
        value = np.exp(z) / (1 + np.exp(z))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
