"""The derivative with respect to b is b.

misconception: What stands there is the derivative.
loses: q6
"""


# %% simple_backward
def simple_backward(w, x, b):
    """Return f = w·x + b and its derivatives with respect to w, x and b: four numbers."""
    f = w * x + b
    df_dw = x
    df_dx = w
    df_db = b
    return f, df_dw, df_dx, df_db


simple_backward(w=-2.0, x=5.0, b=3.0)  # f = −7
