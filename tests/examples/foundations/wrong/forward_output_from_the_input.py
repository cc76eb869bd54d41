"""The output unit takes the input instead of the hidden units.

misconception: Every layer takes x.
loses: q6
"""


# %% forward
def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x):
    """Return the hidden units h (2,) and the output o (1,) for the input x (2,)."""
    h = logistic(p["W1"] @ x + p["b1"])
    o = logistic(p["W2"] @ x + p["b2"])
    return h, o
