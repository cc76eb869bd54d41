"""Record the loss of a new classifier over many steps, for any learning rate."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q2"


@probe
def curve(student, rows, labels, learning_rate, steps, seed):
    """The losses, and the initial weights of each classifier that was made for them."""
    import torch

    probes.seed(seed)
    x = torch.tensor(rows, dtype=torch.float32)
    watched = probes.watched(student.loss_curve, "SoftmaxClassifier", lambda model: probes.linear_map(model, 3))
    with watched as starts, probes.torch_steps() as taken:
        losses = [float(loss) for loss in student.loss_curve(learning_rate, x, torch.tensor(labels), steps)]
    return {"losses": losses, "starts": starts, "used": taken.settings()}


def mixed_rows(ask):
    """Rows that occur twice, with different labels: no weights get all of them right, so the lowest loss is above 0."""
    rng = ask.rng("rows")
    rows = rng.normal(0, 1, (9, 3)).astype(np.float32)
    labels = rng.permutation(np.arange(9) % 3)
    return np.concatenate([rows, rows]), np.concatenate([labels, (labels + 1) % 3])


def found_curve(ask, learning_rate, steps, which=0):
    rows, labels = mixed_rows(ask)
    found = ask(curve, rows=rows, labels=labels, learning_rate=learning_rate, steps=steps, seed=ask.seeds(2)[which])
    expect.that(len(found["losses"]) == steps, tr("{} steps make {} losses.", steps, len(found["losses"])))
    return np.array(found["losses"]), found


def explained(ask, learning_rate, steps=60, which=0):
    """A failure is that of the optimizer, of its steps or of the classifier, if these are not as they should be."""
    found = found_curve(ask, learning_rate, steps, which)[1]
    return expect.epochs.explained_by(lambda: expect.epochs.one_step_a_loss(found, learning_rate))


def losses(ask, learning_rate, steps, which=0):
    return found_curve(ask, learning_rate, steps, which)[0]


def descent(ask, learning_rate, steps, weight=np.zeros((3, 3)), bias=np.zeros(3)):
    """The reference losses of gradient descent from these weights."""
    rows, labels = mixed_rows(ask)
    found = []
    for _ in range(steps):
        weight, bias, cost = expect.reference.softmax_step(weight, bias, rows.astype(np.float64), labels, learning_rate)
        found.append(cost)
    return np.array(found)


@check("With a tiny learning rate the loss is nearly flat", points=1, hint="Is the learning rate the one that is given?")
def too_small(ask):
    found = losses(ask, 1e-5, 60)
    expect.that(0.3 < found[0] < 5, tr("A new classifier starts with a loss of about 1; yours starts with {:.3g}.", found[0]))
    message = tr(
        "In 60 steps of 1e-5 the loss should fall by next to nothing; it goes from {:.4f} to {:.4f}.", found[0], found[-1]
    )
    with explained(ask, 1e-5):
        expect.that(0 < found[0] - found[-1] < 0.01, message)


@check(
    "With a good one it falls to the lowest there is",
    points=1,
    hint="Every step counts; train on the rows that are given.",
    rests_on=["q1.model", "q1.cross_entropy", "q1.one_step", "q1.fresh_gradients"],
)
def good(ask):
    (found, seen), lowest = found_curve(ask, 0.5, 500), descent(ask, 1.0, 3000)[-1]
    close = tr("After 500 steps the loss should be close to {:.4f}, the lowest there is, but is {:.4f}.", lowest, found[-1])
    begins = [(start["weight"].astype(float), start["bias"].astype(float)) for start in seen["starts"]]
    walks = [descent(ask, 0.5, 100, *begin) for begin in begins]
    with explained(ask, 0.5, 500):
        expect.that(bool((np.diff(found) < 1e-5).all()), "The loss rises on the way, which it should not with a rate of 0.5.")
        expect.that(lowest - 1e-4 < found[-1] < lowest + 0.02, close)
        for wanted in [walk for walk in walks if abs(walk[0] - found[0]) < 1e-4][:1]:
            mistakes = {"each is the mean of all losses so far": np.cumsum(wanted) / np.arange(1, 101)}
            what = "The losses of the first 100 steps of plain gradient descent"
            expect.close(found[:100], wanted, what, rtol=2e-5, mistakes=mistakes)


@check("With a huge one it explodes", points=1, hint="Nothing to protect against; let it.")
def too_large(ask):
    found = losses(ask, 1e5, 60)
    exploded = not np.isfinite(found).all() or found.max() > 1000 * found[0]
    with explained(ask, 1e5):
        expect.that(exploded, tr("With a rate of 1e5 the loss should explode; it never exceeds {:.3g}.", np.nanmax(found)))


@check("Each curve starts from a new classifier", points=1, hint="Make the classifier and its optimizer inside the function.")
def new_each_time(ask):
    first, again = losses(ask, 1e-5, 60), losses(ask, 2e-5, 60)
    with explained(ask, 2e-5):
        expect.close(again[0], first[0], "The first loss from the same random seed", rtol=1e-5)
    other = losses(ask, 1e-5, 60, which=1)
    trained = losses(ask, 0.5, 500, which=1)
    with explained(ask, 0.5, 500, which=1):
        expect.close(trained[0], other[0], "The first loss from the same random seed, after another was trained,", rtol=1e-5)
