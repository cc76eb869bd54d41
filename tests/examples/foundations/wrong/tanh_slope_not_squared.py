"""1 − tanh z.

misconception: The square belongs to another formula.
loses: q7
"""


# %% tanh
def tanh(z):
    value = 2 * sigmoid(2 * z) - 1
    return value


def tanh_slope(z):
    slope = 1 - tanh(z)
    return slope
