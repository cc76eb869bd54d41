"""The highest score of the wrong classes, which may be below 0, instead of the highest of (1 − y) p.

misconception: The 0 at the right class does not count.
loses: q8
"""


# %% margin_losses
def hinge(y, p):
    loss = np.maximum(0, 1 - y * p).mean()
    return loss


def squared_hinge(y, p):
    loss = (np.maximum(0, 1 - y * p) ** 2).mean()
    return loss


def categorical_hinge(y, p):
    right = (y * p).sum(axis=1)
    wrong = np.where(y == 1, -np.inf, p).max(axis=1)
    loss = np.maximum(0, 1 + wrong - right).mean()
    return loss


def cosine_similarity(y, p):
    y, p = (a / np.sqrt(np.maximum((a**2).sum(axis=1, keepdims=True), 1e-12)) for a in (y, p))
    loss = -(y * p).sum(axis=1).mean()
    return loss
