"""Positive and negative scores by masks."""


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    z = np.asarray(z, dtype=float)
    value = np.empty_like(z)
    positive = z >= 0
    value[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    value[~positive] = e / (e + 1)
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    s = sigmoid(z)
    return s - np.square(s)
