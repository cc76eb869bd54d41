"""The slope of tanh in the hidden layer.

misconception: 1 − h² is the slope of every activation.
loses: q6
"""


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    delta2 = (o - target) * o * (1 - o)
    delta1 = (p["W2"].T @ delta2) * (1 - h**2)
    dW2 = np.outer(delta2, h)
    db2 = delta2
    dW1 = np.outer(delta1, x)
    db1 = delta1
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
