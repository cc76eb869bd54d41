"""The plain step against the L1 gradient: small weights jump over 0 and back.

misconception: A step of gradient descent is w − lr·gradient, there is nothing more to it.
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
    return after
