"""Mistakes in batch normalization by hand: what each gives tells which of them was made."""

from typing import Any

import numpy as np

from autograder.checks.expect.reference import BatchNorm

Array = np.ndarray[Any, Any]
Known = dict[str, Array]  # by what was done


def in_training(norm: BatchNorm, x: Array) -> Known:
    """Outputs in training for a batch x (n, units)."""
    var, centered = x.var(axis=0), x - x.mean(axis=0)
    deviation = np.sqrt(var + norm.eps)

    def scaled(normal: Array) -> Array:
        return np.asarray(norm.weight * normal + norm.bias)

    whole, rows = (x - x.mean()) / np.sqrt(x.var() + norm.eps), x - x.mean(axis=1, keepdims=True)
    return {
        "ε is added to the deviation, not to the variance under the root": scaled(centered / (np.sqrt(var) + norm.eps)),
        "ε is added a second time, to the deviation": scaled(centered / (deviation + norm.eps)),
        "ε is left out": scaled(centered / np.sqrt(np.maximum(var, 1e-300))),
        "the root is left out: the variance divides": scaled(centered / (var + norm.eps)),
        "γ is left out": centered / deviation + norm.bias,
        "β is left out": norm.weight * centered / deviation,
        "γ and β are left out": centered / deviation,
        "γ multiplies β as well": norm.weight * (centered / deviation + norm.bias),
        "mean and variance are taken over the whole batch and all units": scaled(whole),
        "mean and variance are taken of each row (axis 1)": scaled(rows / np.sqrt(x.var(axis=1, keepdims=True) + norm.eps)),
        "the variance is divided by N − 1": scaled(centered / np.sqrt(x.var(axis=0, ddof=1) + norm.eps)),
        "the running averages normalize in training, too": norm.evaluate(x),
        "the running averages, after they have moved, normalize in training, too": norm.after(x).evaluate(x),
        "the mean is not subtracted": scaled(x / deviation),
    }


def at_inference(norm: BatchNorm, x: Array) -> Known:
    """Outputs at inference time for rows x (n, units)."""
    centered, deviation = x - norm.running_mean, np.sqrt(norm.running_var + norm.eps)
    return {
        "the batch's own mean and variance normalize": norm.train(x)[0],
        "the batch's own variance is used with the running mean": norm.weight * centered / np.sqrt(x.var(axis=0) + norm.eps)
        + norm.bias,
        "γ and β are left out": centered / deviation,
        "γ is left out": centered / deviation + norm.bias,
        "β is left out": norm.weight * centered / deviation,
        "γ multiplies β as well": norm.weight * (centered / deviation + norm.bias),
        "ε is added to the deviation, not to the variance under the root": norm.weight
        * centered
        / (np.sqrt(norm.running_var) + norm.eps)
        + norm.bias,
        "the root is left out: the variance divides": norm.weight * centered / (norm.running_var + norm.eps) + norm.bias,
    }


def running(norm: BatchNorm, x: Array) -> tuple[Known, Known]:
    """The running mean and the running variance after a batch x (n, units)."""
    n, m = len(x), norm.momentum
    mean, var, unbiased = x.mean(axis=0), x.var(axis=0), x.var(axis=0, ddof=1)

    def of(old: Array, new: Array) -> Known:
        return {
            "momentum counts for the old and 1 − momentum for the new, the wrong way round": m * old + (1 - m) * new,
            "the momentum that is given is not used: it is always 0.1": 0.9 * old + 0.1 * new,
            "the old average is not multiplied by 1 − momentum": old + m * new,
            "only the last batch counts": new,
        }

    means = of(norm.running_mean, mean)
    variances = {
        "the variance is divided by N, not by N − 1": (1 - m) * norm.running_var + m * var,
        "the deviation is averaged, not the variance": (1 - m) * norm.running_var + m * np.sqrt(unbiased),
        "the variance is multiplied by (N − 1) / N, not by N / (N − 1)": (1 - m) * norm.running_var + m * var * (n - 1) / n,
    }
    return means, variances | of(norm.running_var, unbiased)


def of_parameters(norm: BatchNorm, x: Array, d_output: Array) -> tuple[Known, Known]:
    """The gradients with respect to γ and to β."""
    _, d_gamma, d_beta = norm.gradients(x, d_output)
    output = norm.train(x)[0]
    gammas = {
        "the gradients with respect to γ and to β change places": d_beta,
        "it is a mean over the batch, not a sum": d_gamma / len(x),
        "γ is multiplied in": norm.weight * d_gamma,
        "the output y stands for x̂": (d_output * output).sum(axis=0),
        "x stands for x̂": (d_output * x).sum(axis=0),
    }
    betas = {
        "the gradients with respect to γ and to β change places": d_gamma,
        "it is a mean over the batch, not a sum": d_beta / len(x),
    }
    return gammas, betas


def of_input(norm: BatchNorm, x: Array, d_output: Array) -> Known:
    """The gradient with respect to x."""
    n = len(x)
    _, normal, inverse = norm.train(x)
    d = d_output * norm.weight
    mean, product = d.mean(axis=0), (d * normal).mean(axis=0)
    raw, raw_product = d_output.mean(axis=0), (d_output * normal).mean(axis=0)
    return {
        "mean and variance count as constants": inverse * d,
        "it is left out that the mean depends on x": inverse * (d - normal * product),
        "it is left out that the variance depends on x": inverse * (d - mean),
        "only the last term is divided by the deviation": d - mean - normal * product * inverse,
        "the last term is added, not subtracted": inverse * (d - mean + normal * product),
        "the term of the mean is added, not subtracted": inverse * (d + mean - normal * product),
        "the product of the means stands for the mean of the product": inverse
        * (d - mean - normal * mean * normal.mean(axis=0)),
        "sums stand where means should": inverse * (d - n * mean - n * normal * product),
        "the sums are divided by the number of units, not of rows": inverse
        * (d - (n * mean + n * normal * product) / x.shape[1]),
        "it is multiplied by the deviation, not divided": (d - mean - normal * product) / inverse,
        "the last mean is divided by N − 1": inverse * (d - mean - normal * product * n / (n - 1)),
        "γ is left out": inverse * (d_output - raw - normal * raw_product),
        "γ is left out in the last term": inverse * (d - mean - normal * raw_product),
        "the means go over all units as well": inverse * (d - d.mean() - normal * (d * normal).mean()),
        "the running deviation divides": (d - mean - normal * product) / np.sqrt(norm.running_var + norm.eps),
    }
