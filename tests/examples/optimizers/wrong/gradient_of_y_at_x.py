"""df/dy = 2x: the wrong letter.

misconception: A slip.
loses: q6
"""


# %% gradient
def f(x, y):
    return x**2 / 20 + y**2


def gradient(x, y):
    """Return the derivatives of f by x and by y."""
    df_dx = x / 10
    df_dy = 2 * x
    return df_dx, df_dy
