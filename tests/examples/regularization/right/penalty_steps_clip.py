"""A weight moves by itself, but by no more than lr·λ; the L2 step as a factor."""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w * (1 - 2 * lr * lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = w - np.clip(w, -lr * lam, lr * lam)
    return after
