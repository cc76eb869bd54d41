"""Initialize the weight matrices by Xavier's uniform rule."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q3"


@probe
def initialized(student, seed, hidden=()):
    """The parameters of a new model after `initialize`, the vectors before, and the parameters that change untrained or are frozen."""
    probes.seed(seed)
    model = student.build_model(*hidden)
    before = probes.parameters_of(model)
    model = student.initialize(model)
    frozen = [key for key, p in model.named_parameters() if not p.requires_grad]
    after, again = probes.parameters_of(model), probes.parameters_of(model)
    restless = [key for key, value in after.items() if not np.array_equal(value, again.get(key), equal_nan=True)]
    vectors = {key: value for key, value in before.items() if value.ndim == 1}
    return {"before": vectors, "after": after, "restless": restless, "frozen": frozen}


def draws(ask):
    """The results of `initialize` for each of three seeds."""
    found = [ask(initialized, seed=seed) for seed in ask.seeds(3)]
    expect.that(any(w.ndim == 2 and w.size for w in found[0]["after"].values()), "The model has no weight matrix.")
    for draw in found:
        expect.that(not draw["restless"], tr("{} change from look to look, though nobody trains.", ", ".join(draw["restless"])))
    return found


def matrices(draw):
    return {key: w for key, w in draw["after"].items() if w.ndim == 2}


@check("The weight matrices are Xavier uniform", points=2, hint="The bound depends on fan_in and on fan_out; see the formula.")
def glorot(ask):
    found = draws(ask)
    first = max(matrices(found[0]).values(), key=np.size)
    ask.show(
        "histogram", "The largest weight matrix", values=first.ravel()[::128].round(5), bound=np.sqrt(6 / sum(first.shape))
    )
    rng = ask.rng("sizes")
    other = ask(initialized, seed=ask.seeds(1)[0], hidden=[int(rng.integers(110, 140)), int(rng.integers(20, 50))])
    for draw in (found[0], other):
        expect.that(
            not draw["frozen"], tr("After initialize, {} cannot be trained: requires_grad is off.", ", ".join(draw["frozen"]))
        )
        for key, weight in matrices(draw).items():
            expect.glorot_uniform(weight, tr("The weight matrix {}", key))


@check("Every call draws new weights", points=1, hint="The random seed is the caller's business.")
def new_draws(ask):
    found = draws(ask)
    for key in matrices(found[0]):
        for other in found[1:]:
            expect.independent_draws(found[0]["after"][key], other["after"][key], tr("The weights {}", key))


@check("Biases are left alone or zero", points=1, hint="Only the three weight matrices are drawn.")
def biases(ask):
    for draw in draws(ask):
        fan_in = {key.rpartition(".")[0]: w.shape[1] for key, w in matrices(draw).items()}
        for key, value in draw["after"].items():
            if value.ndim != 1 or np.array_equal(value, draw["before"].get(key)):
                continue
            layer, _, kind = key.rpartition(".")
            if layer in fan_in:
                # A newly built model has PyTorch's default biases, up to 1/√fan_in.
                limit = 1 / np.sqrt(fan_in[layer])
                default = value.std() > 0 and np.abs(value).max() <= limit * 1.000001
                expect.that(default or not value.any(), tr("{} should be left alone or zero, but was given other values.", key))
            else:
                fresh = np.ones_like(value) if kind == "weight" else np.zeros_like(value)
                expect.that(np.array_equal(value, fresh), tr("{} of the batch normalization should be left alone.", key))
