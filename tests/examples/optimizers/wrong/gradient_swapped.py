"""The derivatives are returned in the wrong order.

misconception: The steep one comes first.
loses: q6
"""


# %% gradient
def f(x, y):
    return x**2 / 20 + y**2


def gradient(x, y):
    """Return the derivatives of f by x and by y."""
    df_dx = x / 10
    df_dy = 2 * y
    return df_dy, df_dx
