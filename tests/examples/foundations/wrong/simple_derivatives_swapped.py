"""The derivatives with respect to w and x are swapped.

misconception: The derivative with respect to w is w.
loses: q6
"""


# %% simple_backward
def simple_backward(w, x, b):
    """Return f = w·x + b and its derivatives with respect to w, x and b: four numbers."""
    f = w * x + b
    df_dw = w
    df_dx = x
    df_db = 1.0
    return f, df_dw, df_dx, df_db


simple_backward(w=-2.0, x=5.0, b=3.0)  # f = −7
