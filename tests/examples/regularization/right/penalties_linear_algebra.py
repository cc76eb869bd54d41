"""Norms, einsum and dot products; the numbers are Python floats."""


# %% penalties
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w, a number."""
    penalty = float(lam * np.linalg.norm(w) ** 2)
    return penalty


def l2_gradient(w, lam=0.001):
    """Return the derivative of the L2 penalty by each weight, an array like w."""
    gradient = np.multiply(w, lam + lam)
    return gradient


def l1_penalty(w, lam=0.001):
    """Return the L1 penalty of the weights w, a number."""
    penalty = float(lam * np.einsum("i->", np.abs(w).ravel()))
    return penalty


def l1_gradient(w, lam=0.001):
    """Return the derivative of the L1 penalty by each weight, an array like w."""
    gradient = np.where(w == 0, 0, np.copysign(lam, w))
    return gradient
