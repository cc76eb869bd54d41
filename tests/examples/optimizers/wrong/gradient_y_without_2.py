"""df/dy = y.

misconception: y² becomes y.
loses: q6
"""


# %% gradient
def f(x, y):
    return x**2 / 20 + y**2


def gradient(x, y):
    """Return the derivatives of f by x and by y."""
    df_dx = x / 10
    df_dy = y
    return df_dx, df_dy
