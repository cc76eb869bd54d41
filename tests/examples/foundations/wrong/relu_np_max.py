"""np.max(z, 0), the highest number along the first axis.

misconception: np.max takes the larger of its arguments.
loses: q7
"""


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    value = np.max(z, 0)
    return value


def relu_slope(z):
    slope = np.where(z > 0, 1.0, 0.0)
    return slope
