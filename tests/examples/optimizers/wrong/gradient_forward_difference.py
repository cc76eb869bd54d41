"""Forward differences with a step of 1e-3, which are off by half of it.

misconception: A small step gives the derivative.
loses: q6
"""


# %% gradient
def f(x, y):
    return x**2 / 20 + y**2


def gradient(x, y):
    """Return the derivatives of f by x and by y."""
    df_dx = (f(x + 1e-3, y) - f(x, y)) / 1e-3
    df_dy = (f(x, y + 1e-3) - f(x, y)) / 1e-3
    return df_dx, df_dy
