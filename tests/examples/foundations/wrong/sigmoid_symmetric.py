"""1 / (1 + e^−|z|) on both sides.

misconception: e^−|z| can simply take the place of e^−z.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    value = 1 / (1 + np.exp(-np.abs(z)))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
