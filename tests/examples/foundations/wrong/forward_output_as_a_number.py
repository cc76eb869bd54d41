"""The output is a plain number, not an array (1,).

misconception: An array with one number is a number.
loses: q6
"""


# %% forward
def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x):
    """Return the hidden units h (2,) and the output o (1,) for the input x (2,)."""
    h = logistic(p["W1"] @ x + p["b1"])
    o = logistic(p["W2"] @ h + p["b2"])
    return h, o.item()
