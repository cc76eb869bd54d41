"""scipy's expit; the slope as σ(z)·σ(−z)."""


# %% sigmoid
from scipy.special import expit


def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    return expit(z)


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    return expit(z) * expit(-z)
