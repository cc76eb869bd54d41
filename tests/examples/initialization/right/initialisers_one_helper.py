"""One helper in a cell of its own draws everything, the normal numbers by the inverse of their distribution function."""


# %% after imports
from scipy.special import ndtri


def draw(kind, variance, shape, rng):
    """A matrix with the mean 0 and the given variance, filled column by column."""
    u = rng.random(shape[::-1]).T
    if kind == "normal":
        return ndtri(u) * np.sqrt(variance)
    return (2 * u - 1) * np.sqrt(3 * variance)


# %% initialisers
def zeros(fan_in, fan_out, rng):
    return draw("normal", 0, (fan_in, fan_out), rng)


def normal(fan_in, fan_out, rng, sigma=1.0):
    return draw("normal", sigma**2, (fan_in, fan_out), rng)


def lecun_normal(fan_in, fan_out, rng):
    return draw("normal", 1 / fan_in, (fan_in, fan_out), rng)


def glorot_normal(fan_in, fan_out, rng):
    return draw("normal", 2 / (fan_in + fan_out), (fan_in, fan_out), rng)


def glorot_uniform(fan_in, fan_out, rng):
    return draw("uniform", 2 / (fan_in + fan_out), (fan_in, fan_out), rng)


def he_normal(fan_in, fan_out, rng):
    return draw("normal", 2 / fan_in, (fan_in, fan_out), rng)


def he_uniform(fan_in, fan_out, rng):
    return draw("uniform", 2 / fan_in, (fan_in, fan_out), rng)
