"""relu(z) + alpha·z, which is too large on the right.

misconception: Leaky means a bit more than ReLU.
loses: q7
"""


# %% leaky_relu
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    value = relu(z) + alpha * z
    return value


def leaky_relu_slope(z, alpha=0.01):
    slope = np.where(z > 0, 1.0, alpha)
    return slope
