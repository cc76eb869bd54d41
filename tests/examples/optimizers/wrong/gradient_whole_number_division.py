"""`//` in place of `/`: the derivative is rounded down.

misconception: // is division in Python 3.
loses: q6
"""


# %% gradient
def f(x, y):
    return x**2 / 20 + y**2


def gradient(x, y):
    """Return the derivatives of f by x and by y."""
    df_dx = x // 10
    df_dy = 2 * y
    return df_dx, df_dy
