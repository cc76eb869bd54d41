"""The mean over classes instead of the sum.

misconception: The loss of a row is a mean.
loses: q8
"""


# %% probability_losses
def binary_crossentropy(y, p):
    p = np.clip(p, EPSILON, 1 - EPSILON)
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
    return loss


def categorical_crossentropy(y, p):
    p = np.clip(p / p.sum(axis=1, keepdims=True), EPSILON, 1 - EPSILON)
    loss = -(y * np.log(p)).mean()
    return loss


def sparse_categorical_crossentropy(y, p):
    p = np.clip(p / p.sum(axis=1, keepdims=True), EPSILON, 1 - EPSILON)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    return loss


def kl_divergence(y, p):
    y, p = np.clip(y, EPSILON, 1), np.clip(p, EPSILON, 1)
    loss = (y * np.log(y / p)).sum(axis=1).mean()
    return loss


def poisson(y, p):
    loss = (p - y * np.log(p + EPSILON)).mean()
    return loss
