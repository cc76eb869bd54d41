"""The L1 step weight by weight."""


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w - lr * l2_gradient(w, lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = np.array(w, dtype=float)
    flat = after.reshape(-1)
    for i, value in enumerate(flat):
        if abs(value) <= lr * lam:
            flat[i] = 0
        elif value > 0:
            flat[i] = value - lr * lam
        else:
            flat[i] = value + lr * lam
    return after
