"""The derivative of W1 is made with h instead of x.

misconception: A weight's derivative is δ times what its layer gives.
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
    dW1 = np.outer(delta1, h)
    db1 = delta1
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
