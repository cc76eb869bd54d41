"""An ordinary L1 step, then what is within lr·λ of 0 is cut off: weights up to twice that vanish.

misconception: First step, then see what is small.
loses: q1
"""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w - lr * l2_gradient(w, lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = w - lr * l1_gradient(w, lam)
    after = np.where(np.abs(after) <= lr * lam, 0, after)
    return after
