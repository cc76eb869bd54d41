"""The derivatives as products and sums of local ones, step by step, as in the lecture."""


# %% simple_backward
def simple_backward(w, x, b):
    """Return f = w·x + b and its derivatives with respect to w, x and b: four numbers."""
    g = w * x
    f = g + b
    df_df = 1
    df_dg, df_db = 1 * df_df, 1 * df_df
    return f, x * df_dg, w * df_dg, df_db


simple_backward(w=-2.0, x=5.0, b=3.0)  # f = −7
