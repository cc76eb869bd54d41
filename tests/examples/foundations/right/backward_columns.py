"""Vectors as columns, matrix products for the weights, flattened at the end."""


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    x, h, o = x.reshape(-1, 1), h.reshape(-1, 1), o.reshape(-1, 1)
    delta2 = (o - target) * (o - o**2)
    delta1 = np.dot(p["W2"].T, delta2) * (h - h**2)
    return dict(b2=delta2.ravel(), W2=delta2 @ h.T, b1=delta1.ravel(), W1=delta1 @ x.T)
