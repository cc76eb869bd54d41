"""The weights are multiplied by 1 − 2λ.

misconception: Weight decay is a factor that has nothing to do with the learning rate.
loses: q1
"""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w * (1 - 2 * lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = np.sign(w) * np.maximum(np.abs(w) - lr * lam, 0)
    return after
