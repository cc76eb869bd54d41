"""What a student's training loop, or evaluation, did with the model, the data, the loss and the optimizer that it was given: the mistake."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, close, matches, number, record, sequence, that
from autograder.checks.expect.classification import rows_among, scores_follow
from autograder.checks.expect.reference import SmallNetwork
from autograder.checks.failure import CheckFailed
from autograder.model.language import tr, tr_plural

Array = np.ndarray[Any, Any]
Batch = tuple[Array, Array]  # rows (n, inputs) and labels (n,)
CLOSE = 1e-3
OTHER_ROWS = "The model was fed other rows than the images of the set that it was to be evaluated on."


def steps_taken(found: dict[str, Any], network: SmallNetwork, batches: Sequence[Batch], moved: bool) -> None:
    """Fail with the mistake that the evidence shows, in an epoch that should take a step for each batch and does not.

    `found` has the `calls` of `probes.classifier`, the `steps` of `probes.noted_sgd` and the `losses`, which are the calls of
    `probes.ScaledCrossEntropy`; `network` is the model as it was given, and `moved` says whether its parameters changed.
    """
    keys = ["inputs", "largest_input", "scores", "evaluation"]
    calls = [record(call, keys, "A call of the model") for call in sequence(found["calls"], "The calls")]
    losses = [record(call, ["scores", "labels"], "A call of the loss") for call in sequence(found["losses"], "The losses")]
    steps = [bool(step) for step in sequence(found["steps"], "The steps")]
    that(len(calls) > 0, "The model that train_one_epoch was given was never used.")
    that(
        not any(call["evaluation"] for call in calls), "The model, or a layer of it, is in evaluation mode while it is trained."
    )
    that(len(losses) > 0, "The argument `criterion` was never called: the cost comes from another loss.")
    _inputs_are_those_of_the_loader(calls, batches)
    own = any(matches(calls[0]["scores"], network.train(rows), rtol=CLOSE, atol=CLOSE) for rows, _ in batches)
    that(own, "The first scores are not those of the model as it was given: are its parameters changed before the first step?")
    _loss_is_of_the_scores(losses, batches)
    _every_batch_once(len(calls), len(batches))
    _steps_of_the_given_optimizer(steps, len(batches), moved)
    that(
        False,
        "Model, criterion and optimizer are used once for each batch, as they should be, but the steps are others: "
        "are the gradients or the cost changed in between (a penalty, clipping)?",
    )


def _every_batch_once(calls: int, batches: int) -> None:
    that(
        calls > 1 or batches == 1,
        tr("The loop ends after the first of {} batches: is a return, or a break, inside it?", batches),
    )
    that(calls >= batches, tr("Only {} of the {} batches were used.", calls, batches))
    that(
        calls == batches,
        tr("The model was used {} times for the {} batches of the loader; once for each is asked for.", calls, batches),
    )


def _inputs_are_those_of_the_loader(calls: list[dict[str, Any]], batches: Sequence[Batch]) -> None:
    largest, wanted = max(float(call["largest_input"]) for call in calls), max(float(rows.max()) for rows, _ in batches)
    again = abs(largest * 255 - wanted) < CLOSE
    that(
        not again,
        tr(
            "The model was fed values up to {:.4f}: the images of the loader, between 0 and 1 already, were divided by 255.",
            largest,
        ),
    )
    same = abs(largest - wanted) < CLOSE
    that(same, tr("The model was fed values up to {:.4g}; those of the loader go up to {:.4g}.", largest, wanted))


def _loss_is_of_the_scores(losses: list[dict[str, Any]], batches: Sequence[Batch]) -> None:
    for call in losses:
        scores = array(call["scores"], "The scores that the criterion was given")
        probable = scores.ndim == 2 and (scores >= 0).all() and np.allclose(scores.sum(axis=1), 1, atol=CLOSE)
        that(not probable, "The criterion was given probabilities, rows that add up to 1: a softmax comes before it.")
    known = [labels for _, labels in batches]
    own = all(any(np.array_equal(call["labels"], labels) for labels in known) for call in losses)
    that(own, "The criterion was given other labels than those of the loader.")


def _steps_of_the_given_optimizer(steps: list[bool], wanted: int, moved: bool) -> None:
    if not steps:
        why = "The parameters move all the same: another optimizer moves them." if moved else "Nothing moves."
        that(False, tr("The argument `optimizer` was never asked for a step. {}", why))
    that(
        any(steps),
        "At each step all gradients were 0 or missing: either zero_grad comes between backward and step, "
        "or backward has not reached the model's parameters before it.",
    )
    that(
        len(steps) >= wanted,
        tr_plural(
            "The optimizer took {} step for {} batches: is `step` inside the loop?",
            "The optimizer took {} steps for {} batches: is `step` inside the loop?",
            len(steps),
            wanted,
        ),
    )
    that(len(steps) == wanted, tr("For {} batches the optimizer took {} steps; one for each is asked for.", wanted, len(steps)))
    that(
        all(steps),
        tr("{} of the {} steps had no gradient to step by: does backward come before step?", steps.count(False), wanted),
    )


def scores_are_its_own(found: dict[str, Any], network: SmallNetwork) -> None:
    """Expect the scores of each call, or of training mode, to be those of the network: `found` has `calls`, and the state `after`."""
    calls = found["calls"]
    if all(call["training"] or scores_follow(call["scores"], call["inputs"], network.evaluate) for call in calls):
        return
    before = network.state()
    changed = [name for name, value in before.items() if not np.array_equal(found["after"].get(name), value)]
    that(
        not changed,
        tr("While it was evaluated the model changed: {}. Its scores are those of another model.", ", ".join(changed)),
    )
    that(False, "The model's scores are not those that it has for its inputs in evaluation mode.")


@contextmanager
def explained_by(explanation: Callable[[], object]) -> Iterator[None]:
    """Where something fails, fail with what `explanation` fails with, if it does; else as before."""
    try:
        yield
    except CheckFailed:
        explanation()
        raise


def plain_descent(used: Any, learning_rate: float) -> None:
    """Expect an optimizer, as `probes.settings_of` describes it, to be plain gradient descent, unless it is the student's own."""
    that(record(used, ["kind"], "The optimizer").get("all", True), "The optimizer does not hold all parameters of its model.")
    optimizer_is(used, "SGD", {"lr": learning_rate, "momentum": 0.0, "weight_decay": 0.0})


def optimizer_is(used: Any, kind: str, settings: dict[str, float]) -> None:
    """Expect an optimizer, as `probes.settings_of` describes it, to be of torch's `kind` with these settings, unless it is an own class."""
    seen = record(used, ["kind", "numbers"], "The optimizer")
    that(seen["kind"] in (kind, ""), tr("The optimizer is {}; {} is asked for.", seen["kind"], kind))
    for name, wanted in settings.items():
        value = seen["numbers"].get(name, wanted)
        that(abs(value - wanted) <= 1e-6 * wanted, tr("The optimizer's {} is {:g}; {:g} is asked for.", name, value, wanted))


def one_step_a_loss(found: dict[str, Any], learning_rate: float) -> None:
    """Expect the `losses` of a curve to come from one step each of plain gradient descent, by what `TorchSteps.settings` says."""
    used, losses = record(found["used"], ["steps", "kind", "numbers"], "The optimizer"), len(found["losses"])
    if used["steps"] == 0:  # by no optimizer of torch
        return
    plain_descent(used, learning_rate)
    that(len(found["starts"]) > 0, "No new classifier is made in loss_curve: it goes on with one from before.")
    that(len(found["starts"]) == 1, tr("{} classifiers are made for one curve; one is asked for.", len(found["starts"])))
    that(
        used["steps"] == losses,
        tr("The optimizer took {} steps for {} losses; one for each is asked for.", used["steps"], losses),
    )


def fed_as_they_are(seen: dict[str, Any], batches: Sequence[Array]) -> None:
    """Expect the model that `probes.used_by` saw to be fed each of the batches of rows (n, inputs) once."""
    inputs = [record(one, ["largest", "sum"], "An input of the model") for one in sequence(seen["inputs"], "The inputs")]
    that(len(inputs) > 0, "The model that train_epoch was given was never used.")
    largest, brightest = max(float(one["largest"]) for one in inputs), max(float(rows.max()) for rows in batches)
    again = abs(255 * largest - brightest) < CLOSE
    that(
        not again,
        tr("The optimizer is right, but pixels are divided by 255 once more: the model was fed {:.4f} at most.", largest),
    )
    that(
        abs(largest - brightest) < CLOSE,
        tr("The model was fed values up to {:.4g}; the loader's go up to {:.4g}.", largest, brightest),
    )
    known = [float((rows * np.arange(1, rows.shape[1] + 1)).sum()) for rows in batches]
    own = all(any(matches(one["sum"], value, 1e-4) for value in known) for one in inputs)
    that(own, "The model was fed other rows than the images of the loader, read row by row.")
    that(
        len(inputs) == len(batches),
        tr("The model was used {} times for {} batches; once for each is asked for.", len(inputs), len(batches)),
    )
    once = matches(sorted(float(one["sum"]) for one in inputs), sorted(known), 1e-4)
    that(once, "The model was fed some batches of the loader twice, and others never.")


def explain(seen: dict[str, Any], learning_rate: float, batches: Sequence[Array]) -> None:
    """Fail with what is wrong with the optimizer, or with what the model is fed, if anything is."""
    plain_descent(seen["optimizer"], learning_rate)
    fed_as_they_are(seen, batches)


def average_loss(found: Any, losses: Sequence[float], images: int, batch: int) -> None:
    """Expect what a training loop returns to be the mean of these losses, one for each of its batches."""
    mistakes = {
        "only the last loss is returned": losses[-1],
        "the sum is not divided": sum(losses),
        "the sum is divided by the number of images": sum(losses) / images,
        "the sum is divided by the size of a batch": sum(losses) / batch,
        "the mean is divided by the size of a batch once more": float(np.mean(losses)) / batch,
    }
    value = number(found, "What train_epoch returns")
    close(value, float(np.mean(losses)), tr("The average loss of {} batches", len(losses)), rtol=1e-4, mistakes=mistakes)


LEFT = "the gradients left from before are added: zero_grad is missing, or not called"


def first_step(what: str, path: Sequence[Array], learning_rate: float, rows: int, taken: int) -> None:
    """Expect the second of the arrays of `path` (before the step, after it) to be the third, which is where the step should lead.

    All gradients were 1 before. `rows` is the number of rows of the batch, and `taken` how often the optimizer was asked for a step.
    """
    before, after, right = path
    if matches(after, right, 1e-6, 1e-9):
        return
    that(taken > 0, "The optimizer that train_step was given was never asked for a step.")
    still = np.array_equal(before, after)
    that(not still, tr("After train_step the {} are what they were: the optimizer had no gradients when it stepped.", what))
    move = right - before
    mistakes = {
        LEFT: right - learning_rate,
        "the step is taken by the gradients left from before: step comes before backward": before - learning_rate,
        "the step is taken twice": before + 2 * move,
        "the step goes along the gradient, uphill": before - move,
        "the loss is added up over the rows, not averaged": before + rows * move,
    }
    close(after, right, tr("The {} after a step", what), rtol=1e-6, atol=1e-9, mistakes=mistakes)


def fresh_gradients(places: Sequence[Array], right: Sequence[Array], learning_rate: float) -> None:
    """Expect the places after each step to be the right ones; all gradients were 1 before the first step."""
    left_over = right[1] - learning_rate
    first = matches(places[1], right[1], 1e-6, 1e-9) or matches(places[1], left_over, 1e-6, 1e-9)
    that(first, "The first step is wrong already, and not by gradients left from before: see the check above.")
    for step in range(1, len(right)):
        earlier = right[step - 1] - right[step - 2] if step > 1 else -learning_rate
        what = tr("The weights after step {}", step)
        close(places[step], right[step], what, rtol=1e-6, atol=1e-9, mistakes={LEFT: right[step] + earlier})


def accuracy_explained(got: float, calls: Sequence[dict[str, Any]], scores: Array, labels: Array) -> str:
    """The mistake, as a sentence, that gives this accuracy of the scores (n, classes) at the labels (n,); "" if none is known.

    `calls` are those of `probes.classifier`.
    """
    sizes = [len(np.asarray(call["scores"])) for call in calls]
    seen, size, predicted = sum(sizes), len(labels), scores.argmax(axis=1)
    if not all(rows_among(call["scores"], scores) for call in calls):
        return OTHER_ROWS
    if seen < size:
        return tr("Only {} of the {} images were used: does drop_last, a break or a return leave some out?", seen, size)
    hits, pairs = predicted == labels, predicted[:, None] == labels
    edges = np.cumsum([0, *sizes])
    parts = [float(hits[begin:end].mean()) for begin, end in pairwise(edges.tolist()) if end > begin and end <= size]
    mean = float(np.mean(parts)) if parts else None
    mistakes = {
        "the error rate, the fraction that is wrong": 1 - float(hits.mean()),
        "the number of hits": float(hits.sum()),
        "the hits divided by 10,000, whatever the size of the set": hits.sum() / 10_000,
        "the accuracy of the first batch": parts[0] if parts else None,
        "the accuracy of the last batch": parts[-1] if parts else None,
        "the mean of the batches' accuracies, in which a small last batch counts as much as a full one": mean,
        "that of all predictions with all labels: (n, 1) against (n,) compares each with each": pairs.mean(),
        "that of all predictions with all labels: (n, 1) against (n,) compares each with each, n times": pairs.sum() / size,
        "the accuracy divided by the number of batches": float(hits.mean()) / max(len(sizes), 1),
        "the sum of the batches' accuracies": sum(parts),
    }
    named = (what for what, value in mistakes.items() if value is not None and abs(got - value) * size < 0.5)
    what = next(named, "")
    return tr("It is {}.", what) if what else ""
