"""w/|w| for the sign, which is nan at 0.

misconception: The sign of a number is the number over its size.
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
    gradient = lam * w / np.abs(w)
    return gradient
