"""df/dx = x/20: the 2 of the exponent is lost.

misconception: The constant 1/20 stays as it is, and x² becomes x.
loses: q6
"""


# %% gradient
def f(x, y):
    return x**2 / 20 + y**2


def gradient(x, y):
    """Return the derivatives of f by x and by y."""
    df_dx = x / 20
    df_dy = 2 * y
    return df_dx, df_dy
