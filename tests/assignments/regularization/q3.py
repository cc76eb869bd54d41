"""Write a batch normalization layer: forward and backward."""

import numpy as np

from autograder import check, expect, probe, tr

OK_FORMAT = False
name = "q3"

SETTINGS = [{}, {"momentum": 0.3, "eps": 0.1}]
UNITS, BATCH = 4, 6


@probe
def layer(student, settings, gamma, beta, batches, other, dout):
    """Passes in training over `batches`, with the running averages after each; one at inference time; the last batch again, and back."""
    norm = student.BatchNorm(UNITS, **settings)
    norm.gamma, norm.beta = gamma.copy(), beta.copy()
    outputs, averages = [], []
    for batch in batches:
        outputs.append(np.array(norm.forward(batch.copy(), True)))
        averages.append({"mean": np.array(norm.running_mean), "var": np.array(norm.running_var)})
    inference = np.array(norm.forward(other.copy(), False))
    after = {"mean": np.array(norm.running_mean), "var": np.array(norm.running_var)}
    norm.forward(batches[-1].copy(), True)
    back = [np.array(part) for part in norm.backward(dout.copy())]
    return {"outputs": outputs, "averages": averages, "inference": inference, "after": after, "back": back}


def cases(ask):
    """Batches, an input for inference, a gradient, the reference after each batch, and the layer's results."""
    for settings in SETTINGS:
        rng = ask.rng(f"{settings}")
        gamma, beta = rng.uniform(0.5, 2, UNITS), rng.normal(0, 1, UNITS)
        # One unit hardly varies: ε matters there.
        batches = [rng.normal(2, 1, (BATCH, UNITS)) * [3, 1, 0.5, 0.01] for _ in range(3)]
        other, dout = rng.normal(0, 2, (3, UNITS)), rng.normal(0, 1, (BATCH, UNITS))
        norms = [expect.reference.BatchNorm(gamma, beta, np.zeros(UNITS), np.ones(UNITS), **settings)]
        for batch in batches:
            norms.append(norms[-1].after(batch))
        found = ask(layer, settings=settings, gamma=gamma, beta=beta, batches=batches, other=other, dout=dout)
        yield batches, other, dout, norms, found


@check("In training the batch's own mean and variance normalize", points=1, hint="Over the batch: axis 0. Then γ and β.")
def training(ask):
    for batches, _, _, norms, found in cases(ask):
        for batch, output in zip(batches, found["outputs"], strict=True):
            mistakes = expect.batch_norm_mistakes.in_training(norms[0], batch)
            expect.close(output, norms[0].train(batch)[0], "The output in training", 1e-5, 1e-7, mistakes)


def judge_averages(ask, part):
    for batches, _, _, norms, found in cases(ask):
        for number, kept in enumerate(found["averages"]):
            mistakes = dict(
                zip(("mean", "var"), expect.batch_norm_mistakes.running(norms[number], batches[number]), strict=True)
            )
            right, what = getattr(norms[number + 1], f"running_{part}"), tr("running_{} after batch {}", part, number + 1)
            expect.close(kept[part], right, what, 1e-6, 1e-9, mistakes[part])


@check("The running mean moves towards the batch's", points=1, hint="momentum times the new, 1 − momentum times the old.")
def running_mean(ask):
    judge_averages(ask, "mean")


@check("The running variance moves towards the batch's", points=1, hint="The batch's variance, divided by N − 1.")
def running_variance(ask):
    judge_averages(ask, "var")


@check("At inference time the running averages normalize", points=1, hint="Nothing of this batch counts.")
def inference(ask):
    for _, other, _, norms, found in cases(ask):
        mistakes = expect.batch_norm_mistakes.at_inference(norms[-1], other)
        expect.close(found["inference"], norms[-1].evaluate(other), "The output at inference time", 1e-5, 1e-7, mistakes)


@check("They stay as they are then", points=1, hint="Only training moves them.")
def unchanged(ask):
    for _, _, _, _, found in cases(ask):
        expect.unchanged(found["averages"][-1], found["after"], "At inference time the running averages")


def gradients(ask):
    for batches, _, dout, norms, found in cases(ask):
        expect.equal(len(found["back"]), 3, "The number of gradients that backward returns")
        yield found["back"], norms[0].gradients(batches[-1], dout), (norms[0], batches[-1], dout)


@check("Backward: γ and β", points=1, hint="Sums over the batch.")
def backward_of_parameters(ask):
    for (_, *found), (_, *wanted), given in gradients(ask):
        what = [tr("The gradient with respect to {}", part) for part in ("gamma", "beta")]
        known = [(1e-5, 1e-8, mistakes) for mistakes in expect.batch_norm_mistakes.of_parameters(*given)]
        expect.for_each(zip(found, wanted, what, known, strict=True), lambda case: expect.close(*case[:3], *case[3]))


@check("Backward: x", points=1, hint="Mean and variance depend on x as well; see the formula.")
def backward_of_input(ask):
    for (dx, _, _), (right, _, _), given in gradients(ask):
        mistakes = expect.batch_norm_mistakes.of_input(*given)
        expect.close(dx, right, "The gradient with respect to x", 1e-5, 1e-7, mistakes)
