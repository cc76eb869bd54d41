"""relu(z) / z, which is 0 / 0 at the corner.

misconception: A slope is the value divided by z.
loses: q7
"""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    value = np.maximum(z, 0)
    return value


def relu_slope(z):
    slope = relu(z) / z
    return slope
