"""Every loss row by row and number by number, with math instead of NumPy."""


# %% regression_losses
import math

EPSILON = 1e-7


def average(y, p, loss):
    """The mean of loss(a, b) over all pairs of numbers."""
    rows = [[loss(float(a), float(b)) for a, b in zip(row_y, row_p)] for row_y, row_p in zip(y, p)]
    return sum(sum(row) / len(row) for row in rows) / len(rows)


def mean_squared_error(y, p):
    return average(y, p, lambda a, b: (a - b) * (a - b))


def mean_absolute_error(y, p):
    return average(y, p, lambda a, b: abs(a - b))


def mean_absolute_percentage_error(y, p):
    return average(y, p, lambda a, b: 100 * abs(a - b) / max(abs(a), EPSILON))


def mean_squared_logarithmic_error(y, p):
    return average(y, p, lambda a, b: (math.log1p(max(a, EPSILON)) - math.log1p(max(b, EPSILON))) ** 2)


def huber(y, p):
    def loss(a, b):
        e = abs(a - b)
        if e < 1:
            return e * e / 2
        return e - 1 / 2

    return average(y, p, loss)


def log_cosh(y, p):
    def loss(a, b):
        e = abs(a - b)
        return math.log(math.cosh(e)) if e < 10 else e - math.log(2) + math.exp(-2 * e)

    return average(y, p, loss)


# %% probability_losses
def cut(a):
    return min(max(a, EPSILON), 1 - EPSILON)


def binary_crossentropy(y, p):
    return average(y, p, lambda a, b: -a * math.log(cut(b)) - (1 - a) * math.log(1 - cut(b)))


def categorical_crossentropy(y, p):
    total = 0.0
    for row_y, row_p in zip(y, p):
        for a, b in zip(row_y, row_p):
            total -= a * math.log(cut(b / sum(row_p)))
    return total / len(y)


def sparse_categorical_crossentropy(y, p):
    total = 0.0
    for k, row in zip(y, p):
        total -= math.log(cut(row[k] / sum(row)))
    return total / len(y)


def kl_divergence(y, p):
    total = 0.0
    for row_y, row_p in zip(y, p):
        for a, b in zip(row_y, row_p):
            a, b = min(max(a, EPSILON), 1.0), min(max(b, EPSILON), 1.0)
            total += a * math.log(a) - a * math.log(b)
    return total / len(y)


def poisson(y, p):
    return average(y, p, lambda a, b: b - a * math.log(b + EPSILON))


# %% margin_losses
def hinge(y, p):
    return average(y, p, lambda a, b: max(0, 1 - a * b))


def squared_hinge(y, p):
    return average(y, p, lambda a, b: max(0, 1 - a * b) ** 2)


def categorical_hinge(y, p):
    total = 0.0
    for row_y, row_p in zip(y, p):
        s = sum(a * b for a, b in zip(row_y, row_p))
        n = max((1 - a) * b for a, b in zip(row_y, row_p))
        total += max(0, 1 + n - s)
    return total / len(y)


def cosine_similarity(y, p):
    total = 0.0
    for row_y, row_p in zip(y, p):
        length_y = max(math.sqrt(sum(a * a for a in row_y)), 1e-6)
        length_p = max(math.sqrt(sum(b * b for b in row_p)), 1e-6)
        total -= sum(a * b for a, b in zip(row_y, row_p)) / length_y / length_p
    return total / len(y)
