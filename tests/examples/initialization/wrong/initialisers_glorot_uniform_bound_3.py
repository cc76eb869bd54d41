"""The bound of Xavier's uniform rule is √(3 / (fan_in + fan_out)).

misconception: A uniform bound is √3 times one over the root of the fans, whatever the rule.
loses: q1
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
    a = np.sqrt(3 / (fan_in + fan_out))
    w = rng.uniform(-a, a, (fan_in, fan_out))
    return w


def he_normal(fan_in, fan_out, rng):
    w = rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))
    return w


def he_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / fan_in)
    w = rng.uniform(-a, a, (fan_in, fan_out))
    return w
