"""Standard normal numbers times σ, and numbers from 0 to 1 stretched to -a … a."""


# %% initialisers
def zeros(fan_in, fan_out, rng):
    return np.full((fan_in, fan_out), 0.0)


def normal(fan_in, fan_out, rng, sigma=1.0):
    return sigma * rng.standard_normal((fan_in, fan_out))


def lecun_normal(fan_in, fan_out, rng):
    return rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in)


def glorot_normal(fan_in, fan_out, rng):
    average = (fan_in + fan_out) / 2
    return rng.standard_normal((fan_in, fan_out)) / average**0.5


def glorot_uniform(fan_in, fan_out, rng):
    a = np.sqrt(3) * np.sqrt(2 / (fan_in + fan_out))
    return rng.random((fan_in, fan_out)) * 2 * a - a


def he_normal(fan_in, fan_out, rng):
    return normal(fan_in, fan_out, rng, sigma=(2 / fan_in) ** 0.5)


def he_uniform(fan_in, fan_out, rng):
    a = (6 / fan_in) ** 0.5
    return a - 2 * a * rng.random((fan_in, fan_out))
