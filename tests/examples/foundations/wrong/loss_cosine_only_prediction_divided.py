"""Only p is divided by its length.

misconception: y has length 1.
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
    wrong = ((1 - y) * p).max(axis=1)
    loss = np.maximum(0, 1 + wrong - right).mean()
    return loss


def cosine_similarity(y, p):
    p = p / np.sqrt(np.maximum((p**2).sum(axis=1, keepdims=True), 1e-12))
    loss = -(y * p).sum(axis=1).mean()
    return loss
