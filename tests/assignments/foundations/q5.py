"""Solve XOR with a network of sigmoid layers of any sizes."""

from itertools import pairwise

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q5"

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0.0, 1, 1, 0])
TRAINING = ["q4.binary_cross_entropy", "q4.training"]  # if these are wrong, the result of a training is random
SHALLOW, DEEP = [2, 2, 1], [2, 10, 10, 10, 1]


@probe
def network(student, sizes, rows, seed):
    """A new network's weights and biases, in its own order, and its outputs for some rows."""
    import torch

    probes.seed(seed)
    model = student.build_network(sizes)
    new = probes.draws_anew(lambda: student.build_network(sizes), seed)
    said = model(torch.tensor(rows, dtype=torch.float32))
    return {"learned": list(probes.parameters_of(model).values()), "said": said, "new": new}


@probe
def solution(student, sizes, seed, steps):
    model, losses = student.solve_xor(sizes, seed, steps)
    return {"learned": list(probes.parameters_of(model).values()), "losses": [float(loss) for loss in losses]}


def layers(learned, sizes):
    """The weights (out, in) and biases, layer by layer, of a network of these sizes; its matrices may be transposed."""
    matrices = [expect.array(w, "A weight matrix") for w in learned if w.ndim == 2]
    biases = [expect.array(b, "A bias") for b in learned if b.ndim == 1]
    wanted = [(out, into) for into, out in pairwise(sizes)]
    if [w.shape[::-1] for w in matrices] == wanted:
        matrices = [w.T for w in matrices]
    expect.equal([w.shape for w in matrices], wanted, f"The shapes (out, in) of the weights of a network {sizes}")
    expect.equal([len(b) for b in biases], sizes[1:], f"The sizes of the biases of a network {sizes}")
    return list(zip(matrices, biases, strict=True))


def output_scores(learned, sizes, x):
    """The scores of the last units, before their sigmoid."""
    *hidden, (weight, bias) = layers(learned, sizes)
    for w, b in hidden:
        x = expect.reference.sigmoid(x @ w.T + b)
    return x @ weight.T + bias


def solved(ask, sizes, seed, steps=2000):
    """The final loss of a network that should solve XOR; expect the reported loss to be the network's."""
    found = ask(solution, sizes=sizes, seed=seed, steps=steps)
    scores = output_scores(found["learned"], sizes, CORNERS)[:, 0]
    right = int(((scores > 0) == (XOR > 0.5)).sum())
    expect.that(right == 4, f"The network {sizes} that came back for seed {seed} gets {right} of 4 corners right.")
    loss = expect.reference.binary_cross_entropy(scores, XOR)
    expect.that(len(found["losses"]) == steps, f"{steps} steps make {len(found['losses'])} losses.")
    expect.that(found["losses"][0] > 0.5, f"A new network's loss is about 0.7; the first loss is {found['losses'][0]:.3f}.")
    expect.that(abs(loss - found["losses"][-1]) < 0.05, "The losses are not those of the network that came back.")
    return loss


@check("Linear layers with a sigmoid after each", points=1, hint="Every layer takes what the one before gives.")
def structure(ask):
    rng = ask.rng("sizes")
    for sizes in (SHALLOW, DEEP, [3, int(rng.integers(4, 9)), int(rng.integers(2, 7)), 2]):
        rows = rng.normal(0, 1, (9, sizes[0]))
        found = ask(network, sizes=sizes, rows=rows, seed=ask.seeds(1)[0])
        expect.new_weights(found["new"], f"A network {sizes}")
        wanted = expect.reference.sigmoid(output_scores(found["learned"], sizes, rows))
        expect.close(found["said"], wanted, f"What a new network {sizes} says", rtol=1e-3, atol=1e-5)


@check("2 → 2 → 1 solves XOR", points=1, hint="Trained on XOR; are all four corners looked at?", rests_on=TRAINING)
def shallow(ask):
    for seed in ask.seeds(3):
        solved(ask, SHALLOW, seed)


@check(
    "Where it does not, it starts again",
    points=1,
    hint="With few steps most attempts fail: does yours go on until one does not?",
    rests_on=TRAINING,
)
def restarts(ask):
    for seed in ask.seeds(8):
        solved(ask, SHALLOW, seed, steps=300)


@check("2 → 10 → 10 → 10 → 1 solves it too", points=1, hint="The same function, other sizes.", rests_on=TRAINING)
def deep(ask):
    for seed in ask.seeds(2):
        solved(ask, DEEP, seed)


@check(
    "The deeper the network, the lower its loss",
    points=1,
    hint="It follows from the rest: 0.6931 is the lowest for a single unit.",
    rests_on=TRAINING,
)
def comparison(ask):
    seed = ask.seeds(1)[0]
    losses = [solved(ask, sizes, seed) for sizes in (DEEP, SHALLOW)]
    expect.that(losses[0] < losses[1] < np.log(2), f"The losses are {losses[0]:.4f} (deep) and {losses[1]:.4f} (shallow).")
