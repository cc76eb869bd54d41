"""The L2 penalty is ½λΣw² although its gradient is 2λw.

misconception: The ½ belongs to the penalty whatever the gradient is.
loses: q1
"""


# %% penalties
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w, a number."""
    penalty = 0.5 * lam * np.sum(np.square(w))
    return penalty


def l2_gradient(w, lam=0.001):
    """Return the derivative of the L2 penalty by each weight, an array like w."""
    gradient = 2 * lam * w
    return gradient


def l1_penalty(w, lam=0.001):
    """Return the L1 penalty of the weights w, a number."""
    penalty = lam * np.sum(np.abs(w))
    return penalty


def l1_gradient(w, lam=0.001):
    """Return the derivative of the L1 penalty by each weight, an array like w."""
    gradient = lam * np.sign(w)
    return gradient
