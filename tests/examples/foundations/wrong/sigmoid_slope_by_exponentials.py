"""e^−z / (1 + e^−z)², which overflows.

misconception: The derivative from the book is the program.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    small = np.exp(-np.abs(z))
    value = np.where(z >= 0, 1 / (1 + small), small / (1 + small))
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = np.exp(-z) / (1 + np.exp(-z)) ** 2
    return slope
