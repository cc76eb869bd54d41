"""Other orders of computation throughout: one-hot rows, einsum, norms, minimum instead of where, Python floats."""


# %% regression_losses
EPSILON = 1e-7


def mean_squared_error(y, p):
    e = (y - p).reshape(-1)
    return float(e @ e / e.size)


def mean_absolute_error(y, p):
    return float(np.where(y > p, y - p, p - y).mean(1).mean(0))


def mean_absolute_percentage_error(y, p):
    scale = np.abs(y)
    scale[scale < EPSILON] = EPSILON
    return float(np.average(np.abs(p - y) / scale) * 100.0)


def mean_squared_logarithmic_error(y, p):
    a = np.log(1 + np.maximum(y, EPSILON))
    b = np.log(1 + np.maximum(p, EPSILON))
    return mean_squared_error(a, b)


def huber(y, p):
    e = np.abs(y - p)
    near = np.minimum(e, 1)
    return float((near * near / 2 + (e - near)).mean())


def log_cosh(y, p):
    x = p - y
    return float((x + np.logaddexp(0.0, -2 * x) - np.log(2)).mean())


# %% probability_losses
def binary_crossentropy(y, p):
    p = np.maximum(np.minimum(p, 1 - EPSILON), EPSILON)
    return float(((y - 1) * np.log1p(-p) - y * np.log(p)).mean())


def categorical_crossentropy(y, p):
    q = (p.T / p.sum(axis=1)).T
    q = np.clip(q, EPSILON, 1 - EPSILON)
    return float(-np.einsum("nk,nk->", y, np.log(q)) / y.shape[0])


def sparse_categorical_crossentropy(y, p):
    return categorical_crossentropy(np.eye(p.shape[1])[y], p)


def kl_divergence(y, p):
    y = np.clip(y, EPSILON, 1)
    p = np.clip(p, EPSILON, 1)
    return float(np.sum(y * (np.log(y) - np.log(p))) / len(p))


def poisson(y, p):
    return float(np.mean(p) - np.mean(y * np.log(p + EPSILON)))


# %% margin_losses
def hinge(y, p):
    return float(relu(1 - y * p).mean())


def squared_hinge(y, p):
    margin = np.clip(1 - y * p, 0, None)
    return float((margin * margin).mean())


def categorical_hinge(y, p):
    n = np.amax(np.where(y == 1, 0, p), axis=1)
    s = p[np.arange(len(p)), y.argmax(axis=1)]
    return float(np.mean(np.clip(1 + n - s, 0, None)))


def cosine_similarity(y, p):
    length_y = np.maximum(np.linalg.norm(y, axis=1), 1e-6)
    length_p = np.maximum(np.linalg.norm(p, axis=1), 1e-6)
    return float(-np.mean(np.einsum("nk,nk->n", y, p) / (length_y * length_p)))
