"""Soft thresholding by three cases with np.select; a copy is shrunk in place for L2."""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w.copy()
    after -= lr * l2_gradient(w, lam=lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    amount = lr * lam
    after = np.select([w > amount, w < -amount], [w - amount, w + amount], default=0.0)
    return after
