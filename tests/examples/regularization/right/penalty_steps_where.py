"""An ordinary L1 step, and 0 where the sign has changed."""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w - lr * l2_gradient(w, lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = w - lr * l1_gradient(w, lam)
    after = np.where(np.sign(after) == np.sign(w), after, 0.0)
    return after
