"""W2 is updated before the error is carried back through it.

misconception: Each layer is updated as soon as its derivative is known.
loses: q6
"""


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    delta2 = (o - target) * o * (1 - o)
    p = {**p, "W2": p["W2"] - 0.1 * np.outer(delta2, h)}
    delta1 = (p["W2"].T @ delta2) * h * (1 - h)
    dW2 = np.outer(delta2, h)
    db2 = delta2
    dW1 = np.outer(delta1, x)
    db1 = delta1
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
