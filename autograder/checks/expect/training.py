"""Training runs: the optimizers' steps, the history, and the outputs of the trained network."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from autograder.checks.expect.basics import array, close, equal, number, record, sequence, that
from autograder.checks.expect.losses import sparse_categorical_crossentropy
from autograder.checks.expect.reference import accuracy, softmax_descent
from autograder.checks.failure import CheckFailed
from autograder.model.language import tr, tr_all

Array = np.ndarray[Any, Any]
ANSWERS = "The network's answers"


def accuracy_of(answers: Any, labels: Array, classes: int = 10) -> float:
    """Return the share of rows of `answers`, (n, classes), with the largest number at the label. `labels` (n,) integers."""
    return accuracy(array(answers, ANSWERS, (len(labels), classes)), labels)


def cross_entropy_of(probabilities: Any, labels: Array, classes: int = 10) -> float:
    """Return the mean cross-entropy of `probabilities`, (n, classes), as Keras computes it. `labels` (n,) integers."""
    return sparse_categorical_crossentropy(labels, array(probabilities, ANSWERS, (len(labels), classes)))


def reported_accuracy(reported: Any, scores: Any, labels: Array, what: str) -> None:
    """Expect `reported` to be the accuracy of `scores` (n, classes), within half an image."""
    claimed, actual = number(reported, what), accuracy_of(scores, labels)
    that(
        abs(claimed - actual) < 0.5 / len(labels),
        tr("{} is {:.4f}, but the accuracy of the network is {:.4f}.", what, claimed, actual),
    )


def history(found: Any, keys: Sequence[str], epochs: int) -> dict[str, list[float]]:
    """Return the values of each of `keys` in a history; expect one value for each epoch."""
    kept = record(found, list(keys), "The history")
    values = {key: sequence(kept[key], tr("{} in the history", key)) for key in keys}
    for key in keys:
        equal(len(values[key]), epochs, tr("The number of values of {} in the history of {} epochs", key, epochs))
    return {key: [number(value, tr("{} in the history", key)) for value in values[key]] for key in keys}


def fitted(run: Any, keys: Sequence[str], epochs: int, steps: int, what: str = "The training") -> dict[str, list[float]]:
    """Return the history in a record of `probes.keras_training`; expect `epochs` values of each key, and this number of steps in `fit`."""
    kept = history(run["history"], keys, epochs)
    equal(run["steps"], steps, tr("{}: the number of steps in {} epochs", what, epochs))
    that(not run["moved"], tr("{}: between two epochs something other than the optimizer changes the weights.", what))
    return kept


def softmax_regression(run: Any, x: Array, labels: Array, what: str) -> None:
    """Expect gradient descent on the cross-entropy to have trained a softmax regression by x (n, inputs) and labels (n,).

    `run` is what `probes.stand_in_training` returns. Where an epoch is more than one step, the order of the images is unknown, and nothing
    is expected.
    """
    losses = sequence(record(run["history"], ["loss"], "The history")["loss"], "loss in the history")
    if not losses or run["steps"] != len(losses):
        return
    weight, bias = (array(value, tr("{}: the weights", what)) for value in run["start"])
    steps = softmax_descent(weight.T, bias, [(x.astype(np.float64), labels)] * len(losses), run["rate"])
    close(losses, [loss for *_, loss in steps], tr("{}: the loss on the training data, epoch by epoch,", what), 1e-3)
    ends = tr(
        "{}: the weights after {} steps of gradient descent with the learning rate {:.3g}", what, len(losses), run["rate"]
    )
    close(run["end"][0], steps[-1][0].T, ends, 1e-3, 1e-4)


def history_of_cross_entropy(run: Any, labels: Array, epochs: int) -> list[float]:
    """Return the validation losses in a record of `probes.keras_training`; expect the loss to be the cross-entropy.

    The history should have an accuracy, and the last validation loss should follow from the network's answers and these labels (n,).
    """
    losses = history(run["history"], ["loss", "val_loss"], epochs)["val_loss"]
    close(losses[-1], cross_entropy_of(run["answers"], labels), "The validation loss", rtol=1e-3)
    that(any("acc" in key for key in run["history"]), "The history has no accuracy: is the metric missing?")
    return losses


@dataclass(frozen=True)
class Comparison:
    """A comparison of optimizers, as recorded by `probes.compared_optimizers`.

    `labels` (n,) belong to the validation images. The optimizer named `still` had the learning rate 0, and the one named `climbs` a
    negative learning rate.
    """

    histories: dict[str, dict[str, list[float]]]
    trainings: list[dict[str, Any]]
    labels: Array
    still: str
    climbs: str

    @classmethod
    def of(cls, found: Any, names: Sequence[str], epochs: int, labels: Array, still: str, climbs: str) -> Self:
        """Expect a history of losses and validation losses for each of the names."""
        seen = record(found, ["histories", "trainings"], "The comparison")
        equal(sorted(seen["histories"]), sorted(names), "The names in the comparison")
        histories = {}
        for name in names:
            try:
                histories[name] = history(seen["histories"][name], ["loss", "val_loss"], epochs)
            except CheckFailed as failed:
                raise CheckFailed(tr("{}: {}", name, str(failed))) from None
        return cls(histories, seen["trainings"], labels, still, climbs)

    def starts_anew(self) -> None:
        """Expect a new network for each optimizer: none that another one has trained, and no low first loss."""
        that(
            not any(run["goes_on"] for run in self.trainings),
            "One optimizer continues with a network that another one has trained.",
        )
        for name, values in self.histories.items():
            # Adagrad's first steps are long if its sums start at 0.
            low = name != "Adagrad" and values["loss"][0] <= 1.9
            that(not low, tr("{} starts with a network that has been trained already.", name))

    def belongs(self) -> None:
        """Expect each history to fit the optimizer with its name: the loss falls, stays or rises."""
        for name, values in self.histories.items():
            fall = values["val_loss"][0] - values["val_loss"][-1]
            own = abs(fall) < 1e-6 if name == self.still else fall < -1e-3 if name == self.climbs else abs(fall) >= 1e-6
            that(own, self._not_its_own(name, values))
            # One of the two: after so few steps the validation loss may rise with Adagrad, if its sums start at 0, and the training
            # loss, which is that of the steps on their way, with SGD.
            falls = min(part[-1] - part[0] for part in values.values()) < 1e-3
            that(falls or name == self.climbs, tr("{}: neither the training loss nor the validation loss falls.", name))
            self._own_training(name, values)

    def _not_its_own(self, name: str, values: dict[str, list[float]]) -> str:
        """Say what is known of a history that does not behave as that of its optimizer."""
        trainings = [run["names"] for run in self.trainings if run["loss"] == values["loss"]]
        others = ", ".join({other: None for names in trainings for other in names if other != name})
        if others:
            return tr("The history called {} is that of {}.", name, others)
        if trainings and not any(trainings):
            return tr("The history called {} is that of an optimizer that make_optimizers has not made.", name)
        rates = {self.still: "Here it has the learning rate 0", self.climbs: "Here it has a learning rate below 0"}
        first, last = values["val_loss"][0], values["val_loss"][-1]
        return tr(
            "The history called {} is not that of {}. {}, but the validation loss goes from {:.5g} to {:.5g}.",
            name,
            name,
            rates.get(name, "It should change the network"),
            first,
            last,
        )

    def _own_training(self, name: str, values: dict[str, list[float]]) -> None:
        """Expect the optimizer to have run the training with this history, and its network to have the last validation loss."""
        same = [run for run in self.trainings if run["loss"] == values["loss"]]
        named = [run for run in same if run["names"] in ([], [name])]
        others = ", ".join(other for run in same for other in run["names"])
        that(bool(named) or not same, tr("The history called {} is that of {}.", name, others))
        for run in named[:1]:
            loss = cross_entropy_of(run["answers"], self.labels)
            close(values["val_loss"][-1], loss, tr("{}: the loss on the validation images", name), rtol=1e-3)


def batches_seen(found: Any, wanted: int) -> None:
    """Expect each batch normalization to have seen `wanted` batches in training, as counted by `probes.batches_seen`."""
    for count in sequence(found, "The numbers of batches"):
        that(
            count == wanted, tr("The training should take {} steps, one for each batch; the network has had {}.", wanted, count)
        )


def trained_by_one_optimizer(training: Any, kinds: Collection[str]) -> None:
    """Expect a training, as recorded by `TorchSteps.of`, to use one optimizer of one of the `kinds`, and nothing else to move weights.

    Optimizers that are not subclasses of torch's leave no record: they pass.
    """
    seen = record(training, ["optimizers", "kinds", "moved_between", "forgot"], "The record of the training")
    that(
        seen["optimizers"] <= 1,
        tr(
            "{} optimizers trained the network in turn, each without the state of the one before: use one "
            "optimizer for all epochs.",
            seen["optimizers"],
        ),
    )
    for kind in seen["kinds"]:
        that(
            kind in kinds,
            tr("The network is trained by {}; it should be trained by {}.", kind, tr_all("{} or {}", sorted(kinds))),
        )
    that(
        not seen["forgot"],
        "Between two steps the optimizer lost its state: use one optimizer, with its state, for all epochs.",
    )
    that(
        not seen["moved_between"],
        "Between two steps something other than the optimizer changed the weights: "
        "is the network initialized once, before the epochs?",
    )
