"""2 σ(z) − 1.

misconception: Stretching from (0, 1) to (−1, 1) is all there is to do.
loses: q7
"""


# %% tanh
def tanh(z):
    value = 2 * sigmoid(z) - 1
    return value


def tanh_slope(z):
    slope = 1 - tanh(z) ** 2
    return slope
