"""The numbers of the example.

misconception: The function is for w = −2, x = 5, b = 3.
loses: q6
"""


# %% simple_backward
def simple_backward(w, x, b):
    """Return f = w·x + b and its derivatives with respect to w, x and b: four numbers."""
    f = -7.0
    df_dw = 5.0
    df_dx = -2.0
    df_db = 1.0
    return f, df_dw, df_dx, df_db


simple_backward(w=-2.0, x=5.0, b=3.0)  # f = −7
