"""Train a network for one epoch, and return the average cost."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q5"

BATCHES, BATCH, RATE, SCALE = 4, 25, 0.3, 2.0


@probe
def epoch(student, state, images, labels):
    """One epoch of the student's function on our own model, data, loss and optimizer."""
    for given in (255 - images, images):  # what an epoch on other images leaves behind must not count in the next
        model, criterion = probes.classifier(state), probes.ScaledCrossEntropy(SCALE)
        optimizer, steps = probes.noted_sgd(model, RATE)
        cost = student.train_one_epoch(model, probes.loader(given, labels, BATCH), criterion, optimizer)
    seen = {"calls": model.calls, "losses": criterion.calls, "steps": steps, "has_graph": getattr(cost, "requires_grad", False)}
    return seen | {"cost": cost, "state": probes.state_of(model)}


def draw(rng):
    """A random model, some of MNIST, and the reference epoch."""
    count = BATCHES * BATCH
    network = expect.reference.SmallNetwork.draw(rng, inputs=784, units=12, classes=10)
    images, labels = probes.some_training_images(count, rng)
    rows = images.reshape(count, 784) / 255
    batches = [(rows[i : i + BATCH], labels[i : i + BATCH]) for i in range(0, count, BATCH)]
    return images, labels, network, batches, expect.reference.sgd_epoch(network, batches, RATE, SCALE)


def draw_with_telling_costs(rng):
    """Like `draw`, but draw again if the last batch's cost happens to equal the mean of all, which would look like a mistake."""
    while True:
        *drawn, expected = draw(rng)
        if abs(expected.costs[-1] / np.mean(expected.costs) - 1) > 0.01:
            return *drawn, expected


def trained(ask):
    """The result of the student's epoch, its model and batches, and the reference result."""
    images, labels, *rest = ask.remember("epoch", lambda: draw_with_telling_costs(ask.rng("epoch")))
    return ask(epoch, state=rest[0].state(), images=images, labels=labels), *rest


@check("The model is in training mode", points=1, hint="model.train() tells it; evaluation may have come before.")
def training_mode(ask):
    found, network, batches, _ = trained(ask)
    calls = [
        expect.record(call, ["evaluation", "scores"], "A call of the model")
        for call in expect.sequence(found["calls"], "The calls")
    ]
    expect.that(len(calls) > 0, "The model that train_one_epoch was given was never used.")
    scores = [network.train(rows) for rows, _ in batches]
    expect.that(not any(call["evaluation"] for call in calls), "The model, or a layer of it, was used in evaluation mode.")
    own = any(expect.matches(calls[0]["scores"], wanted, rtol=1e-3, atol=1e-3) for wanted in scores)
    expect.that(own, "The first scores of the model are not those of a batch in training mode.")


@check(
    "Each batch is one step of gradient descent",
    points=2,
    hint="For each batch of the loader: one step, by this batch's gradient alone.",
)
def steps(ask):
    found, network, batches, expected = trained(ask)
    start = {key: value for key, value in network.state().items() if "running" not in key}
    moved, wanted = expect.displacement(start, found["state"]), expect.displacement(start, expected.state())
    tolerance = {"rtol": 1e-2, "atol": 2e-4 * float(np.abs(wanted).max())}
    if np.allclose(moved, wanted, **tolerance):
        return
    for mistake, other in {
        "gradients add up from batch to batch: zero_grad is missing": {"accumulate": True},
        "another loss than the argument `criterion` is used": {"cost_scale": 1.0},
    }.items():
        result = expect.reference.sgd_epoch(network, batches, RATE, **{"cost_scale": SCALE} | other).state()
        same = np.allclose(moved, expect.displacement(start, result), **tolerance)
        expect.that(not same, tr("The parameters are where they come if {}.", mistake))
    expect.epochs.steps_taken(found, network, batches, np.abs(moved).max() > 0)


@check(
    "The average cost is the mean of the batches' costs",
    points=1,
    hint="Divide the sum by their number.",
    rests_on=["q5.steps"],
)
def average_cost(ask):
    found, _, _, expected = trained(ask)
    cost, costs, mean = expect.number(found["cost"], "The average cost"), expected.costs, float(np.mean(expected.costs))
    expect.that(
        not found["has_graph"], "The average cost still holds the graph of its computation: return a number (`cost.item()`)."
    )
    mistakes = {
        "the cost of the last batch": costs[-1],
        "the sum of the costs": sum(costs),
        "the sum divided by the number of images": sum(costs) / (BATCHES * BATCH),
        "the mean divided by the batch size": mean / BATCH,
    }
    for mistake, value in mistakes.items():
        expect.that(abs(cost - value) > 1e-4 * abs(value), tr("What comes back is {}.", mistake))
    # A mistake in the steps also changes the later costs; the check above takes its points.
    expect.close(cost, mean, "The average cost", rtol=1e-3)


@check("The running averages follow the batches", points=1, hint="They move in training mode only.", rests_on=["q5.steps"])
def running_averages(ask):
    found, network, batches, expected = trained(ask)
    start, wanted = network.state(), expected.state()
    first_only = expect.reference.sgd_epoch(network, batches[:1], RATE, SCALE).state()
    for part in ("norm.running_mean", "norm.running_var"):
        got = expect.array(found["state"].get(part), part, start[part].shape)
        expect.that(not np.array_equal(got, start[part]), tr("{} did not move: was the model in training mode?", part))
        expect.that(not np.allclose(got, first_only[part], atol=1e-6), tr("{} moved for the first batch only.", part))
        expect.close(got, wanted[part], tr("{} after the epoch", part), rtol=1e-2, atol=1e-3)
