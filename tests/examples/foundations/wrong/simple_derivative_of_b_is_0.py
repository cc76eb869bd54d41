"""The derivative with respect to b is 0.

misconception: b is a constant, and the derivative of a constant is 0.
loses: q6
"""


# %% simple_backward
def simple_backward(w, x, b):
    """Return f = w·x + b and its derivatives with respect to w, x and b: four numbers."""
    f = w * x + b
    df_dw = x
    df_dx = w
    df_db = 0.0
    return f, df_dw, df_dx, df_db


simple_backward(w=-2.0, x=5.0, b=3.0)  # f = −7
