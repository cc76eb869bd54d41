"""x W₁ instead of W₁ x.

misconception: x @ W and W @ x are the same.
loses: q6
"""


# %% forward
def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x):
    """Return the hidden units h (2,) and the output o (1,) for the input x (2,)."""
    h = logistic(x @ p["W1"] + p["b1"])
    o = logistic(p["W2"] @ h + p["b2"])
    return h, o
