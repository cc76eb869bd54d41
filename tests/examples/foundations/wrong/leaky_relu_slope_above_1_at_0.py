"""1 + alpha at the corner, where the two sides are added.

misconception: At the corner both slopes add up.
loses: q7
"""


# %% leaky_relu
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    value = np.where(z > 0, z, alpha * z)
    return value


def leaky_relu_slope(z, alpha=0.01):
    slope = 1.0 * (z >= 0) + alpha * (z <= 0)
    return slope
