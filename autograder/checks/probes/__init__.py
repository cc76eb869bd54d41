"""Known objects that probes hand to the student's code, and ways to look at what it made. Runs beside the student's code.

The frameworks are imported when they are needed: a judge can load a test file without them.
"""

from autograder.checks.probes.calls import computed, figure_from, table_from
from autograder.checks.probes.figures import figure_data
from autograder.checks.probes.keras_models import dissect_cnn, dissect_keras, lookup_model
from autograder.checks.probes.mnist_data import loader, mnist_dataset, mnist_images, passes, some_training_images
from autograder.checks.probes.optimizers import (
    RootSteps,
    TorchSteps,
    few_weights_and_gradients,
    keras_optimizer,
    keras_steps,
    settings_of,
    torch_steps,
    updates,
    weights_and_gradients,
)
from autograder.checks.probes.seeding import draws_anew, seed
from autograder.checks.probes.tables import table_data
from autograder.checks.probes.torch_layers import dissect, linear_map
from autograder.checks.probes.torch_models import (
    CallLog,
    ScaledCrossEntropy,
    average_loss,
    batches_seen,
    classifier,
    gradient_norms,
    loss_after,
    measured,
    noted_sgd,
    outputs,
    parameters_of,
    randomize,
    scale_parameters,
    scores_of,
    sigmoid_network,
    state_of,
    uncompiled,
    used_by,
    weighted_sum,
)
from autograder.checks.probes.training import (
    Training,
    called,
    compared_optimizers,
    history_of,
    keras_training,
    keras_trainings,
    watched,
)

__all__ = [
    "CallLog",
    "RootSteps",
    "ScaledCrossEntropy",
    "TorchSteps",
    "Training",
    "average_loss",
    "batches_seen",
    "called",
    "classifier",
    "compared_optimizers",
    "computed",
    "dissect",
    "dissect_cnn",
    "dissect_keras",
    "draws_anew",
    "few_weights_and_gradients",
    "figure_data",
    "figure_from",
    "gradient_norms",
    "history_of",
    "keras_optimizer",
    "keras_steps",
    "keras_training",
    "keras_trainings",
    "linear_map",
    "loader",
    "lookup_model",
    "loss_after",
    "measured",
    "mnist_dataset",
    "mnist_images",
    "noted_sgd",
    "outputs",
    "parameters_of",
    "passes",
    "randomize",
    "scale_parameters",
    "scores_of",
    "seed",
    "settings_of",
    "sigmoid_network",
    "some_training_images",
    "state_of",
    "table_data",
    "table_from",
    "torch_steps",
    "uncompiled",
    "updates",
    "used_by",
    "watched",
    "weighted_sum",
    "weights_and_gradients",
]
