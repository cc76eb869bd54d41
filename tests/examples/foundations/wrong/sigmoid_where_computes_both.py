"""np.where between the two formulas, both of which are computed everywhere and overflow on their wrong side.

misconception: np.where computes only the branch that it takes.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    value = np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
