"""δ₂ without the slope of the sigmoid.

misconception: δ of the output is the error, as with the cross-entropy.
loses: q6
"""


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    delta2 = o - target
    delta1 = (p["W2"].T @ delta2) * h * (1 - h)
    dW2 = np.outer(delta2, h)
    db2 = delta2
    dW1 = np.outer(delta1, x)
    db1 = delta1
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
