"""Train restricted Boltzmann machines layer by layer, and start a network from them."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q7"

IMAGES, SIZES, EPOCHS, STEPS = 500, [60, 30], 5, 20
BETTER_START = 0.211  # set by `autograder calibrate`, which says how often a right solution falls below it


@probe
def machine(student, v, h, p):
    """What a machine with these parameters computes, and the parameters afterwards."""
    given = {key: value.copy() for key, value in p.items()}
    return {
        "energy": student.energy(v, h, given),
        "hidden": student.hidden_probabilities(v, given),
        "visible": student.visible_probabilities(h, given),
        "error": float(student.reconstruction_error(v, given)),
        "given": given,
    }


@probe
def step(student, v, p, seed):
    given = {key: value.copy() for key, value in p.items()}
    found = student.contrastive_divergence(v.copy(), given, np.random.default_rng(seed))
    again = student.contrastive_divergence(v.copy(), given, np.random.default_rng(seed))
    same = all(np.array_equal(found[key], again[key]) for key in found)
    return {"step": {key: np.asarray(value) for key, value in found.items()}, "given": given, "same": same}


@probe
def learning(student, data, hidden, seed):
    """Parameters after no epoch, after one of a tiny rate, and after some."""

    def trained(epochs, **more):
        return student.train_rbm(data.copy(), hidden, epochs, np.random.default_rng(seed), **more)

    return {"none": trained(0), "tiny": trained(1, learning_rate=1e-6), "some": trained(10)}


@probe
def belief(student, data, sizes, epochs, seed):
    """A stack of machines, what the second was trained on, how many rows a step took, and the weights of the network from the stack."""
    import inspect
    from unittest import mock

    import torch

    probes.seed(seed)
    inputs, rows, trained_for = [], [], []
    train_rbm, divergence = student.train_rbm, student.contrastive_divergence

    def noted_training(data, *args, **kwargs):
        inputs.append(np.array(data))
        given = inspect.signature(train_rbm).bind(data, *args, **kwargs).arguments
        trained_for.append([given.get("hidden"), given.get("epochs")])
        return train_rbm(data, *args, **kwargs)

    def noted_step(v0, *args, **kwargs):
        rows.append(len(v0))
        return divergence(v0, *args, **kwargs)

    noted = {"train_rbm": noted_training, "contrastive_divergence": noted_step}
    with mock.patch.dict(student.train_stack.__globals__, noted):
        stack = student.train_stack(data.copy(), list(sizes), epochs, np.random.default_rng(seed))
    stack = [{key: np.array(value) for key, value in p.items()} for p in stack]
    network = student.network_from(stack)
    return {
        "stack": stack,
        "second_input": inputs[1] if len(inputs) > 1 else None,
        "rows": max(rows, default=0),
        "trained_for": trained_for,
        "network": list(probes.parameters_of(network).values()),
        "said": network(torch.tensor(data[:20], dtype=torch.float32)),
    }


@probe
def first_steps(student, stack, data, labels, steps, seed):
    """The loss after a few steps from this start."""
    import torch
    from torch.nn import functional

    probes.seed(seed)
    network = student.network_from(stack)
    x, y = torch.tensor(data, dtype=torch.float32), torch.tensor(labels)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.5)
    for _ in range(steps):
        optimizer.zero_grad()
        functional.cross_entropy(network(x), y).backward()
        optimizer.step()
    return float(functional.cross_entropy(network(x), y))


def hidden_given(v, p):
    return expect.reference.sigmoid(v @ p["W"] + p["c"])


def visible_given(h, p):
    return expect.reference.sigmoid(h @ p["W"].T + p["b"])


def parameters(rng, visible, hidden, size=1.0):
    return {"W": rng.normal(0, size, (visible, hidden)), "b": rng.normal(0, size, visible), "c": rng.normal(0, size, hidden)}


def a_machine(ask):
    rng = ask.rng("machine")
    p, v, h = parameters(rng, 6, 4), rng.integers(2, size=(9, 6)).astype(float), rng.integers(2, size=(9, 4)).astype(float)
    found = ask(machine, v=v, h=h, p=p)
    expect.unchanged(p, found["given"], "The parameters")
    return p, v, h, found


def patterns(rng, rows=200, visible=16):
    """Rows that are one of three patterns, with a few mistakes."""
    data = rng.integers(2, size=(3, visible))[rng.integers(3, size=rows)]
    return (data ^ (rng.random(data.shape) < 0.05)).astype(float)


@check("The energy", points=1, hint="Three terms, each with a minus; one number for each row.")
def energy(ask):
    p, v, h, found = a_machine(ask)
    wanted = -v @ p["b"] - h @ p["c"] - np.einsum("ni,ij,nj->n", v, p["W"], h)
    expect.close(found["energy"], wanted, "The energy of nine rows", rtol=1e-6, atol=1e-9)


@check(
    "The probabilities of each layer, given the other", points=1, hint="W one way, its transpose the other; c here, b there."
)
def probabilities(ask):
    p, v, h, found = a_machine(ask)
    expect.close(found["hidden"], hidden_given(v, p), "P(h = 1 | v)", rtol=1e-6, atol=1e-9)
    expect.close(found["visible"], visible_given(h, p), "P(v = 1 | h)", rtol=1e-6, atol=1e-9)


@check("Contrastive divergence, where chance has no say", points=2, hint="Data minus dream; averages over the rows.")
def certain(ask):
    """Hidden units that are all but certain, so that every sample is the same; and weights of 0, so that no sample matters."""
    rng = ask.rng("certain")
    sure, unconnected = parameters(rng, 5, 4, 0.3), parameters(rng, 5, 4)
    sure["c"] = rng.choice([-60.0, 60.0], 4)
    unconnected["W"] *= 0
    v0 = rng.random((7, 5))
    for p in (sure, unconnected):
        found = ask(step, v=v0, p=p, seed=ask.seeds(1)[0])
        expect.unchanged(p, found["given"], "The parameters")
        h0 = hidden_given(v0, p)
        v1 = visible_given(np.rint(h0), p)
        h1 = hidden_given(v1, p)
        wanted = {"W": (v0.T @ h0 - v1.T @ h1) / 7, "b": (v0 - v1).mean(axis=0), "c": (h0 - h1).mean(axis=0)}
        judge_step(found["step"], wanted, 1e-9)


def judge_step(found, wanted, tolerance):
    expect.record(found, list(wanted), "What contrastive_divergence returns")
    for key, value in wanted.items():
        expect.close(found[key], value, f"What to add to {key}", rtol=1e-6, atol=tolerance)


@check(
    "Contrastive divergence, on average over the samples", points=1, hint="0 or 1, by a draw for each hidden unit of each row."
)
def sampled(ask):
    """Many equal rows, against the exact mean over all samples of three hidden units."""
    rng, rows = ask.rng("sampled"), 40_000
    p, one = parameters(rng, 4, 3, 2.0), rng.integers(2, size=4).astype(float)
    p["c"] = rng.uniform(-1, 1, 3) - one @ p["W"]  # so that no hidden unit is all but certain
    found = ask(step, v=np.tile(one, (rows, 1)), p=p, seed=ask.seeds(1)[0])
    expect.that(found["same"], "Equal generators give different steps: draw the sample with rng.")
    h0 = hidden_given(one, p)
    samples = np.array(np.meshgrid([0, 1], [0, 1], [0, 1])).reshape(3, 8).T.astype(float)
    chances = np.prod(np.where(samples == 1, h0, 1 - h0), axis=1)
    v1 = visible_given(samples, p)
    h1 = hidden_given(v1, p)
    wanted = {
        "W": np.outer(one, h0) - np.einsum("s,si,sj->ij", chances, v1, h1),
        "b": one - chances @ v1,
        "c": h0 - chances @ h1,
    }
    judge_step(found["step"], wanted, 6 * 0.5 / np.sqrt(rows))


@check("Training lowers the reconstruction error", points=2, hint="Every step is added, times the learning rate.")
def training(ask):
    p, v, _, found = a_machine(ask)
    wanted = ((v - visible_given(hidden_given(v, p), p)) ** 2).mean()
    expect.close(found["error"], wanted, "The reconstruction error", rtol=1e-6)
    data = patterns(ask.rng("patterns"))
    found = ask(learning, data=data, hidden=8, seed=ask.seeds(1)[0])
    for key in ("W", "b", "c"):
        expect.that(
            np.abs(found["tiny"][key] - found["none"][key]).max() < 1e-4, f"With a rate of 1e-6 {key} should hardly move."
        )
        expect.that(not np.array_equal(found["some"][key], found["none"][key]), f"Training leaves {key} as it was.")
    before, after = (((data - visible_given(hidden_given(data, p), p)) ** 2).mean() for p in (found["none"], found["some"]))
    expect.that(after < 0.8 * before, f"The reconstruction error goes from {before:.3f} to {after:.3f} in ten epochs.")


def digits(ask):
    images, labels = probes.mnist_images("train", IMAGES)
    pixels = ask.rng("pixels").permutation(784)
    return images.reshape(IMAGES, 784)[:, pixels] / 255, labels.astype(np.int64)


@check("The stack starts a network", points=1, hint="Each machine learns what the one below makes of the data.")
def stacked(ask):
    data, _ = digits(ask)
    found = ask(belief, data=data, sizes=SIZES, epochs=EPOCHS, seed=ask.seeds(1)[0])
    shapes = [p["W"].shape for p in found["stack"]]
    expect.equal(shapes, [(784, 60), (60, 30)], "The shapes of the stack's weights")
    if found["second_input"] is not None:
        what = "What the second machine is trained on"
        expect.close(found["second_input"], hidden_given(data, found["stack"][0]), what, rtol=1e-5, atol=1e-7)
    if found["trained_for"]:
        wanted = [[size, EPOCHS] for size in SIZES]
        expect.equal(
            found["trained_for"], wanted, "The numbers of hidden units and of epochs with which train_stack calls train_rbm"
        )
    expect.that(found["rows"] <= 40, f"A step of the training takes {found['rows']} rows; batches of 20 were asked for.")
    x, x_network = data, data[:20]
    for number, p in enumerate(found["stack"], 1):
        error = ((x - visible_given(hidden_given(x, p), p)) ** 2).mean()
        usual = x.var(axis=0).mean()
        expect.that(error < 0.9 * usual, f"Machine {number} does not describe what comes from below: its error is {error:.3f}.")
        weight, bias = found["network"][2 * number - 2 : 2 * number]
        expect.close(weight, p["W"].T, f"The weights of layer {number} of the network", rtol=1e-4, atol=1e-6)
        expect.close(bias, p["c"], f"The biases of layer {number} of the network", rtol=1e-4, atol=1e-6)
        x, x_network = hidden_given(x, p), hidden_given(x_network, p)
    weight, bias = found["network"][-2:]
    expect.close(found["said"], x_network @ weight.T + bias, "The network's scores", rtol=1e-3, atol=1e-4)


@check("From there the loss falls sooner than from large random weights", points=1, hint="It follows from the rest.")
def better_start(ask):
    data, labels = digits(ask)
    seed, rng = ask.seeds(1)[0], ask.rng("large")
    stack = ask(belief, data=data, sizes=SIZES, epochs=EPOCHS, seed=seed)["stack"]
    large = [{"W": rng.normal(0, 1, p["W"].shape), "b": p["b"], "c": np.zeros(len(p["c"]))} for p in stack]
    ours, theirs = (
        expect.number(ask(first_steps, stack=start, data=data, labels=labels, steps=STEPS, seed=seed), "The loss")
        for start in (stack, large)
    )
    ask.at_least(
        "BETTER_START",
        theirs - ours,
        f"After {STEPS} steps the loss is {ours:.3f} from the stack and {theirs:.3f} from normal weights with σ = 1.",
    )
