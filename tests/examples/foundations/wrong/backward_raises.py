"""Backward stops with an error; forward is right.

misconception: W2.T times the transposed delta.
loses: q6
"""

# %% backward
def backward(p, x, target):
    h, o = forward(p, x)
    delta2 = (o - target) * o * (1 - o)
    delta1 = (p["W2"] @ delta2) * h * (1 - h)
    return {"W1": np.outer(delta1, x), "b1": delta1, "W2": np.outer(delta2, h), "b2": delta2}
