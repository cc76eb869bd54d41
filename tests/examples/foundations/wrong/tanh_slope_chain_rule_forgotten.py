"""2 σ'(2z): the factor of the inner function is missing.

misconception: The derivative of σ(2z) is σ'(2z).
loses: q7
"""


# %% tanh
def tanh(z):
    value = 2 * sigmoid(2 * z) - 1
    return value


def tanh_slope(z):
    slope = 2 * sigmoid_slope(2 * z)
    return slope
