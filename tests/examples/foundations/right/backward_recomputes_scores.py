"""The slopes at the scores, from the exponential, not from h and o; row vectors from the right."""


# %% backward
def slope(score):
    return np.exp(-score) / (1 + np.exp(-score)) ** 2


def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    score1 = p["W1"].dot(x) + p["b1"]
    score2 = p["W2"].dot(h) + p["b2"]
    db2 = (o - target) * slope(score2)
    db1 = (db2 @ p["W2"]) * slope(score1)
    return {"W1": db1[:, None] * x[None, :], "b1": db1, "W2": db2[:, None] * h[None, :], "b2": db2}
