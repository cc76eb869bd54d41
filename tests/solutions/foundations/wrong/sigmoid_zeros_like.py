"""The result is filled into zeros_like(z): for an array of whole numbers it holds whole numbers, all 0.

misconception: zeros_like makes an array of floats.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    value = np.zeros_like(z)
    positive = z >= 0
    value[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    value[~positive] = e / (1 + e)
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
