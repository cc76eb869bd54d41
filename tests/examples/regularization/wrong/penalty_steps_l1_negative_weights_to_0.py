"""Cut off below 0 without regard to the sign: negative weights become 0.

misconception: np.maximum(…, 0) stops every weight at 0.
loses: q1
"""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w - lr * l2_gradient(w, lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = np.maximum(w - lr * l1_gradient(w, lam), 0)
    return after
