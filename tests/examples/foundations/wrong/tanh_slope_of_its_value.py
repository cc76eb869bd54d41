"""1 − z², as if z were already the tanh.

misconception: The slope is 1 − t², whatever is handed in.
loses: q7
"""


# %% tanh
def tanh(z):
    value = 2 * sigmoid(2 * z) - 1
    return value


def tanh_slope(z):
    slope = 1 - z**2
    return slope
