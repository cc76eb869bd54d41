"""Everything is turned into double precision first; zero-dimensional arrays come back."""


# %% regression_losses
EPSILON = 1e-7


def doubles(*arrays):
    return [np.asarray(a, dtype=np.float64) for a in arrays]


def mean_squared_error(y, p):
    y, p = doubles(y, p)
    loss = ((y - p) ** 2).mean()
    return loss


def mean_absolute_error(y, p):
    y, p = doubles(y, p)
    loss = np.array(np.abs(y - p).mean())
    return loss


def mean_absolute_percentage_error(y, p):
    loss = 100 * (np.abs(y - p) / np.maximum(np.abs(y), EPSILON)).mean()
    return loss


def mean_squared_logarithmic_error(y, p):
    y, p = np.maximum(y, EPSILON), np.maximum(p, EPSILON)
    loss = ((np.log1p(y) - np.log1p(p)) ** 2).mean()
    return loss


def huber(y, p):
    y, p = doubles(y, p)
    error = np.abs(y - p)
    loss = np.where(error <= 1, error**2 / 2, error - 0.5).mean()
    return loss


def log_cosh(y, p):
    error = np.abs(p - y)
    loss = (error + np.log1p(np.exp(-2 * error)) - np.log(2)).mean()
    return loss


# %% margin_losses
def hinge(y, p):
    y, p = doubles(y, p)
    loss = np.array(np.maximum(0, 1 - y * p).mean())
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
    y, p = (a / np.sqrt(np.maximum((a**2).sum(axis=1, keepdims=True), 1e-12)) for a in (y, p))
    loss = -(y * p).sum(axis=1).mean()
    return loss
