"""A list over the entries, each taken as a number, which is right for vectors only.

misconception: An array is a list of numbers.
loses: q7
"""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    value = np.array([1 / (1 + np.exp(-v)) if v >= 0 else np.exp(v) / (1 + np.exp(v)) for v in z])
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
