"""z (1 − z), as if z were already the sigmoid.

misconception: The slope is s (1 − s), whatever is handed in.
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
    slope = z * (1 - z)
    return slope
