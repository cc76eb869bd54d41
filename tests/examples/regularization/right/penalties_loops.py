"""Plain loops over every weight."""


# %% penalties
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w, a number."""
    penalty = 0.0
    for value in np.ravel(w):
        penalty += lam * value * value
    return penalty


def l2_gradient(w, lam=0.001):
    """Return the derivative of the L2 penalty by each weight, an array like w."""
    gradient = np.zeros_like(w, dtype=float)
    for place in np.ndindex(w.shape):
        gradient[place] = 2 * lam * w[place]
    return gradient


def l1_penalty(w, lam=0.001):
    """Return the L1 penalty of the weights w, a number."""
    penalty = 0.0
    for value in w.flatten().tolist():
        penalty += lam * abs(value)
    return penalty


def l1_gradient(w, lam=0.001):
    """Return the derivative of the L1 penalty by each weight, an array like w."""
    gradient = np.zeros(w.shape)
    for place in np.ndindex(w.shape):
        if w[place] > 0:
            gradient[place] = lam
        elif w[place] < 0:
            gradient[place] = -lam
    return gradient
