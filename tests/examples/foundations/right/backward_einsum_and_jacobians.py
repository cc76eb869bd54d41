"""Slopes as diagonal matrices, products by einsum; forward with np.tanh."""


# %% forward
def logistic(z):
    return 0.5 * (1 + np.tanh(z / 2))


def forward(p, x):
    """Return the hidden units h (2,) and the output o (1,) for the input x (2,)."""
    W1, b1, W2, b2 = (p[name] for name in ("W1", "b1", "W2", "b2"))
    h = logistic(np.einsum("ij,j->i", W1, x) + b1)
    o = logistic(np.einsum("ij,j->i", W2, h) + b2)
    return h, o


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    dE_do = o - target
    do_dscore = np.diag(o * (1 - o))
    dE_dscore2 = dE_do @ do_dscore
    dE_dh = dE_dscore2 @ p["W2"]
    dE_dscore1 = dE_dh @ np.diag(h * (1 - h))
    return {
        "W1": np.einsum("i,j->ij", dE_dscore1, x),
        "b1": dE_dscore1,
        "W2": np.einsum("i,j->ij", dE_dscore2, h),
        "b2": dE_dscore2,
    }
