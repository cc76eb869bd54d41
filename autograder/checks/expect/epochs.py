"""What a student's training loop, or evaluation, did with the model, the data, the loss and the optimizer that it was given: the mistake."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, matches, record, sequence, that
from autograder.checks.expect.classification import rows_among, scores_follow
from autograder.checks.expect.reference import SmallNetwork

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
    that(calls > 1 or batches == 1, f"The loop ends after the first of {batches} batches: is a return, or a break, inside it?")
    that(calls >= batches, f"Only {calls} of the {batches} batches were used.")
    that(
        calls == batches,
        f"The model was used {calls} times for the {batches} batches of the loader; once for each is asked for.",
    )


def _inputs_are_those_of_the_loader(calls: list[dict[str, Any]], batches: Sequence[Batch]) -> None:
    largest, wanted = max(float(call["largest_input"]) for call in calls), max(float(rows.max()) for rows, _ in batches)
    again = abs(largest * 255 - wanted) < CLOSE
    that(
        not again,
        f"The model was fed values up to {largest:.4f}: the images of the loader, between 0 and 1 already, were divided by 255.",
    )
    same = abs(largest - wanted) < CLOSE
    that(same, f"The model was fed values up to {largest:.4g}; those of the loader go up to {wanted:.4g}.")


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
        that(False, f"The argument `optimizer` was never asked for a step. {why}")
    that(
        any(steps),
        "At each step all gradients were 0 or missing: either zero_grad comes between backward and step, "
        "or backward has not reached the model's parameters before it.",
    )
    that(
        len(steps) >= wanted,
        f"For {wanted} batches the optimizer took {len(steps)} step{'s'[: len(steps) - 1]}: is `step` inside the loop?",
    )
    that(len(steps) == wanted, f"For {wanted} batches the optimizer took {len(steps)} steps; one for each is asked for.")
    that(all(steps), f"{steps.count(False)} of the {wanted} steps had no gradient to step by: does backward come before step?")


def scores_are_its_own(found: dict[str, Any], network: SmallNetwork) -> None:
    """Expect the scores of each call, or of training mode, to be those of the network: `found` has `calls`, and the state `after`."""
    calls = found["calls"]
    if all(call["training"] or scores_follow(call["scores"], call["inputs"], network.evaluate) for call in calls):
        return
    before = network.state()
    changed = [name for name, value in before.items() if not np.array_equal(found["after"].get(name), value)]
    that(not changed, f"While it was evaluated the model changed: {', '.join(changed)}. Its scores are those of another model.")
    that(False, "The model's scores are not those that it has for its inputs in evaluation mode.")


def accuracy_explained(got: float, calls: Sequence[dict[str, Any]], scores: Array, labels: Array) -> str:
    """The mistake, as a sentence, that gives this accuracy of the scores (n, classes) at the labels (n,); "" if none is known.

    `calls` are those of `probes.classifier`.
    """
    sizes = [len(np.asarray(call["scores"])) for call in calls]
    seen, size, predicted = sum(sizes), len(labels), scores.argmax(axis=1)
    if not all(rows_among(call["scores"], scores) for call in calls):
        return OTHER_ROWS
    if seen < size:
        return f"Only {seen} of the {size} images were used: does drop_last, a break or a return leave some out?"
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
    return f"It is {what}." if what else ""
