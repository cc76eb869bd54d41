"""The slope is taken at relu(z) with ≥, so that it is 1 everywhere.

misconception: The slope may be read off from the value.
loses: q7
"""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    value = np.maximum(z, 0)
    return value


def relu_slope(z):
    slope = np.where(relu(z) >= 0, 1.0, 0.0)
    return slope
