"""The L2 gradient is λw.

misconception: The 2 of the derivative is swallowed by λ.
loses: q1
"""


# %% penalties
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w, a number."""
    penalty = lam * np.sum(w**2)
    return penalty


def l2_gradient(w, lam=0.001):
    """Return the derivative of the L2 penalty by each weight, an array like w."""
    gradient = lam * w
    return gradient


def l1_penalty(w, lam=0.001):
    """Return the L1 penalty of the weights w, a number."""
    penalty = lam * np.sum(np.abs(w))
    return penalty


def l1_gradient(w, lam=0.001):
    """Return the derivative of the L1 penalty by each weight, an array like w."""
    gradient = lam * np.sign(w)
    return gradient
