"""He's normal rule draws from a truncated normal distribution with the right standard deviation, as Keras does.

misconception: What Keras calls he_normal is a normal distribution.
loses: q1
may_lose: q3
"""


# %% initialisers
def zeros(fan_in, fan_out, rng):
    w = np.zeros((fan_in, fan_out))
    return w


def normal(fan_in, fan_out, rng, sigma=1.0):
    w = rng.normal(0, sigma, (fan_in, fan_out))
    return w


def lecun_normal(fan_in, fan_out, rng):
    w = rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))
    return w


def glorot_normal(fan_in, fan_out, rng):
    w = rng.normal(0, np.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out))
    return w


def glorot_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    w = rng.uniform(-a, a, (fan_in, fan_out))
    return w


def he_normal(fan_in, fan_out, rng):
    from scipy.stats import truncnorm

    sigma = np.sqrt(2 / fan_in) / 0.87962566103423978
    w = truncnorm.rvs(-2, 2, scale=sigma, size=(fan_in, fan_out), random_state=rng)
    return w


def he_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / fan_in)
    w = rng.uniform(-a, a, (fan_in, fan_out))
    return w
