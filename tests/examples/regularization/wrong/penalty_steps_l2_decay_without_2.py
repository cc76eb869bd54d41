"""The weights are multiplied by 1 − lr·λ.

misconception: Weight decay is 1 − lr·λ, as in the papers with the ½.
loses: q1
"""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = (1 - lr * lam) * w
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = np.sign(w) * np.maximum(np.abs(w) - lr * lam, 0)
    return after
