"""The outer product for W1 is the wrong way round.

misconception: outer(a, b) and outer(b, a) are the same.
loses: q6
"""


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    delta2 = (o - target) * o * (1 - o)
    delta1 = (p["W2"].T @ delta2) * h * (1 - h)
    dW2 = np.outer(delta2, h)
    db2 = delta2
    dW1 = np.outer(x, delta1)
    db1 = delta1
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
