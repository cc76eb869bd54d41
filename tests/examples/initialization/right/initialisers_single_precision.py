"""The matrices are float32, drawn in place."""


# %% initialisers
def zeros(fan_in, fan_out, rng):
    w = np.zeros((fan_in, fan_out), dtype=np.float32)
    return w


def normal(fan_in, fan_out, rng, sigma=1.0):
    w = np.empty((fan_in, fan_out), dtype=np.float32)
    rng.standard_normal(out=w, dtype=np.float32)
    w *= sigma
    return w


def lecun_normal(fan_in, fan_out, rng):
    w = normal(fan_in, fan_out, rng, np.sqrt(1 / fan_in))
    return w


def glorot_normal(fan_in, fan_out, rng):
    w = normal(fan_in, fan_out, rng, np.sqrt(2 / (fan_in + fan_out)))
    return w


def glorot_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    w = rng.random((fan_in, fan_out), dtype=np.float32)
    w -= 0.5
    w *= 2 * a
    return w


def he_normal(fan_in, fan_out, rng):
    w = normal(fan_in, fan_out, rng, np.sqrt(2 / fan_in))
    return w


def he_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / fan_in)
    w = rng.random((fan_in, fan_out), dtype=np.float32)
    w -= 0.5
    w *= 2 * a
    return w
