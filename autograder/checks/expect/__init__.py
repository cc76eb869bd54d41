"""Expectations that teach: each function passes silently, or raises CheckFailed with what was expected, what came and the likely cause.

They take plain numbers and NumPy arrays, know nothing of notebooks, and are worth having in any pytest:

    from autograder import expect
    expect.glorot_uniform(layer.weight.detach().numpy())
"""

from autograder.checks.expect import boltzmann, loaders, losses, reference, update_rules
from autograder.checks.expect.basics import (
    all_of,
    array,
    close,
    close_records,
    equal,
    for_each,
    fraction,
    matches,
    number,
    pairs,
    record,
    sequence,
    that,
    unchanged,
)
from autograder.checks.expect.classification import mean_cross_entropy, raw_scores, rows_among, undecided
from autograder.checks.expect.convolutional_networks import cnn_output, cnn_weights
from autograder.checks.expect.dense_networks import keras_network
from autograder.checks.expect.figures import figure_shows, histograms, labelled_curves, series
from autograder.checks.expect.initialization import (
    drawn,
    drawn_alike,
    glorot_uniform,
    independent_draws,
    new_weights,
    normal,
    uniform,
)
from autograder.checks.expect.networks import (
    batch_norm_layers,
    dissected,
    dropout,
    evaluation_output,
    final_layer,
    linear_layers,
    recomputed_scores,
    training_statistics,
    weight_shapes,
)
from autograder.checks.expect.optimizers import adagrad_steps, adam_steps, all_moved, displacement
from autograder.checks.expect.subjects import Subject, values_belong_to
from autograder.checks.expect.tables import made_up_rows, table_shows
from autograder.checks.expect.training import (
    Comparison,
    accuracy_of,
    batches_seen,
    cross_entropy_of,
    fitted,
    history,
    history_of_cross_entropy,
    networks_of_their_own,
    reported_accuracy,
    trained_by_one_optimizer,
)
from autograder.checks.failure import CheckFailed

__all__ = [
    "CheckFailed",
    "Comparison",
    "Subject",
    "accuracy_of",
    "adagrad_steps",
    "adam_steps",
    "all_moved",
    "all_of",
    "array",
    "batch_norm_layers",
    "batches_seen",
    "boltzmann",
    "close",
    "close_records",
    "cnn_output",
    "cnn_weights",
    "cross_entropy_of",
    "displacement",
    "dissected",
    "drawn",
    "drawn_alike",
    "dropout",
    "equal",
    "evaluation_output",
    "figure_shows",
    "final_layer",
    "fitted",
    "for_each",
    "fraction",
    "glorot_uniform",
    "histograms",
    "history",
    "history_of_cross_entropy",
    "independent_draws",
    "keras_network",
    "labelled_curves",
    "linear_layers",
    "loaders",
    "losses",
    "made_up_rows",
    "matches",
    "mean_cross_entropy",
    "networks_of_their_own",
    "new_weights",
    "normal",
    "number",
    "pairs",
    "raw_scores",
    "recomputed_scores",
    "record",
    "reference",
    "reported_accuracy",
    "rows_among",
    "sequence",
    "series",
    "table_shows",
    "that",
    "trained_by_one_optimizer",
    "training_statistics",
    "unchanged",
    "undecided",
    "uniform",
    "update_rules",
    "values_belong_to",
    "weight_shapes",
]
