"""n is the highest of all scores, the right one too.

misconception: The highest score is the competitor.
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
    wrong = p.max(axis=1)
    loss = np.maximum(0, 1 + wrong - right).mean()
    return loss


def cosine_similarity(y, p):
    y, p = (a / np.sqrt(np.maximum((a**2).sum(axis=1, keepdims=True), 1e-12)) for a in (y, p))
    loss = -(y * p).sum(axis=1).mean()
    return loss
