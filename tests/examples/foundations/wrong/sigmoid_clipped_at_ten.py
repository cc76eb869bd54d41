"""The sigmoid is clipped at ten; tanh and both slopes are right and do not use it.

misconception: Beyond 10 the sigmoid is constant.
loses: q7
"""

# %% sigmoid
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))


def sigmoid_slope(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2

# %% tanh
def tanh(z):
    return np.tanh(z)


def tanh_slope(z):
    return 1 - np.tanh(z) ** 2
