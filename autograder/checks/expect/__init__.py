"""Expectations that teach: each function passes silently, or raises CheckFailed with what was expected, what came and the likely cause.

They take plain numbers and NumPy arrays, know nothing of notebooks, and are worth having in any pytest:

    from autograder import expect
    expect.glorot_uniform(layer.weight.detach().numpy())
"""

from autograder.checks.expect import losses, reference, update_rules
from autograder.checks.expect.basics import (
    array,
    close,
    equal,
    fraction,
    number,
    record,
    sequence,
    that,
    unchanged,
)
from autograder.checks.expect.dense_networks import keras_network
from autograder.checks.expect.figures import figure_shows, histograms, labelled_curves, series
from autograder.checks.expect.initialization import drawn, glorot_uniform, independent_draws, new_weights, normal, uniform
from autograder.checks.expect.networks import (
    batch_norm_layers,
    dissected,
    dropout,
    evaluation_output,
    final_layer,
    linear_layers,
    recomputed_scores,
    training_statistics,
)
from autograder.checks.expect.optimizers import adam_steps, all_moved
from autograder.checks.expect.subjects import Subject, values_belong_to
from autograder.checks.failure import CheckFailed

__all__ = [
    "CheckFailed",
    "Subject",
    "adam_steps",
    "all_moved",
    "array",
    "batch_norm_layers",
    "close",
    "dissected",
    "drawn",
    "dropout",
    "equal",
    "evaluation_output",
    "figure_shows",
    "final_layer",
    "fraction",
    "glorot_uniform",
    "histograms",
    "independent_draws",
    "keras_network",
    "labelled_curves",
    "linear_layers",
    "losses",
    "new_weights",
    "normal",
    "number",
    "recomputed_scores",
    "record",
    "reference",
    "sequence",
    "series",
    "that",
    "training_statistics",
    "unchanged",
    "uniform",
    "update_rules",
    "values_belong_to",
]
