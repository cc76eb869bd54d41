"""Cut off at 6 from above too.

misconception: ReLU6 is the same for ordinary scores.
loses: q7
"""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    value = np.clip(z, 0, 6)
    return value


def relu_slope(z):
    slope = np.where(z > 0, 1.0, 0.0)
    return slope
