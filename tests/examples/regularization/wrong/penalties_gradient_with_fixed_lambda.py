"""The L1 gradient takes 0.001 whatever lam is.

misconception: λ is 0.001, it says so.
loses: q1
"""


# %% penalties
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w, a number."""
    penalty = lam * np.sum(w**2)
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
    gradient = 0.001 * np.sign(w)
    return gradient
