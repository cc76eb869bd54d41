"""The L2 step adds the gradient.

misconception: The penalty is added, so its gradient is added.
loses: q1
"""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w + lr * l2_gradient(w, lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = np.sign(w) * np.maximum(np.abs(w) - lr * lam, 0)
    return after
