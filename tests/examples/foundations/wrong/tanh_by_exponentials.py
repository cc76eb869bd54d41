"""(eᶻ − e^−z) / (eᶻ + e^−z), which is inf / inf far out.

misconception: The definition is the program.
loses: q7
"""


# %% tanh
def tanh(z):
    value = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return value


def tanh_slope(z):
    slope = 1 - tanh(z) ** 2
    return slope
