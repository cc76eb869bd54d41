"""log(cosh x) as it stands, which overflows.

misconception: The formula is the program.
loses: q8
"""


# %% regression_losses
EPSILON = 1e-7


def mean_squared_error(y, p):
    loss = ((y - p) ** 2).mean()
    return loss


def mean_absolute_error(y, p):
    loss = np.abs(y - p).mean()
    return loss


def mean_absolute_percentage_error(y, p):
    loss = 100 * (np.abs(y - p) / np.maximum(np.abs(y), EPSILON)).mean()
    return loss


def mean_squared_logarithmic_error(y, p):
    y, p = np.maximum(y, EPSILON), np.maximum(p, EPSILON)
    loss = ((np.log1p(y) - np.log1p(p)) ** 2).mean()
    return loss


def huber(y, p):
    error = np.abs(y - p)
    loss = np.where(error <= 1, error**2 / 2, error - 0.5).mean()
    return loss


def log_cosh(y, p):
    error = np.abs(p - y)
    loss = np.log(np.cosh(error)).mean()
    return loss
