"""SciPy's special functions wherever there is one."""


# %% regression_losses
import scipy.special

EPSILON = 1e-7


def mean_squared_error(y, p):
    return np.square(y - p).mean(axis=-1).mean()


def mean_absolute_error(y, p):
    return np.linalg.norm((y - p).ravel(), 1) / y.size


def mean_absolute_percentage_error(y, p):
    return np.mean(100 * np.abs((y - p) / np.clip(np.abs(y), EPSILON, None)))


def mean_squared_logarithmic_error(y, p):
    y, p = np.clip(y, EPSILON, np.inf), np.clip(p, EPSILON, np.inf)
    return np.mean(np.log((1 + y) / (1 + p)) ** 2)


def huber(y, p):
    return scipy.special.huber(1.0, y - p).mean()


def log_cosh(y, p):
    return np.mean(np.logaddexp(p - y, y - p) - np.log(2))


# %% probability_losses
def binary_crossentropy(y, p):
    p = p.clip(EPSILON, 1 - EPSILON)
    return np.mean(-scipy.special.xlogy(y, p) - scipy.special.xlog1py(1 - y, -p))


def categorical_crossentropy(y, p):
    p = np.clip(p / np.sum(p, axis=-1)[:, np.newaxis], EPSILON, 1 - EPSILON)
    return -scipy.special.xlogy(y, p).sum(axis=1).mean()


def sparse_categorical_crossentropy(y, p):
    p = np.clip(p / np.sum(p, axis=-1)[:, np.newaxis], EPSILON, 1 - EPSILON)
    return -np.mean(np.log(np.take_along_axis(p, y[:, None], axis=1)))


def kl_divergence(y, p):
    y, p = np.clip(y, EPSILON, 1), np.clip(p, EPSILON, 1)
    return scipy.special.rel_entr(y, p).sum(axis=1).mean()


def poisson(y, p):
    return np.mean(p - scipy.special.xlogy(y, p + EPSILON))
