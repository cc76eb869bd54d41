"""np.sign(z): −1 on the left.

misconception: The slope of a rectified line is its sign.
loses: q7
"""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    value = np.maximum(z, 0)
    return value


def relu_slope(z):
    slope = np.sign(z)
    return slope
