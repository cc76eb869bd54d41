"""One number after the other, in any shape."""


# %% sigmoid
import math


def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    z = np.asarray(z)
    numbers = [1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v)) for v in z.ravel().tolist()]
    return np.array(numbers, dtype=float).reshape(z.shape)


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))
    return slope
