"""Solve XOR with a network of sigmoid layers of any sizes."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q5"

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0.0, 1, 1, 0])
TRAINING = ["q4.binary_cross_entropy", "q4.training"]  # these decide which network gets there
SHALLOW, DEEP = [2, 2, 1], [2, 10, 10, 10, 1]
STEPS = 300  # one shallow network in three gets there, and nearly all deep ones


@probe
def network(student, sizes, rows, seed):
    """A new network's weights and biases, in its own order, and its outputs for some rows."""
    probes.seed(seed)
    model = student.build_network(sizes)
    new = probes.draws_anew(lambda: student.build_network(sizes), seed)
    learned = [parameter[None] for parameter in probes.parameters_of(model).values()]
    return {"learned": learned, "said": probes.outputs(model, rows), "new": new}


@probe
def new_networks(student, sizes, seed, count):
    """The parameters of networks from successive seeds, each array with those of all networks, and their outputs for the corners."""
    learned, said = [], []
    for number in range(count):
        probes.seed(seed + number)
        model = student.build_network(sizes)
        learned.append(list(probes.parameters_of(model).values()))
        said.append(probes.outputs(model, CORNERS).numpy().reshape(4))
    return {"learned": [np.stack(arrays) for arrays in zip(*learned, strict=True)], "said": np.stack(said)}


@probe
def solution(student, sizes, seed, steps, needed):
    return probes.until_learned(lambda: student.solve_xor(sizes, seed, steps), student.solve_xor, "train_gate", needed)


def descents(ask, sizes, count):
    """Where gradient descent takes the student's own networks."""
    seed = ask.seeds(1)[0]
    found = ask(new_networks, sizes=sizes, seed=seed, count=count)
    return ask.remember(
        f"descents {sizes}", lambda: expect.sigmoid_networks.Descents.of(found, sizes, seed, CORNERS, XOR, STEPS)
    )


def misleading(networks):
    """How well the networks that fail feign success: by the corners of one kind, and by a low loss."""
    right, loss = networks.right[:-1], networks.losses[-2, :-1].min(initial=1)
    return 4.0 * right[:, 1:3].all(-1).any() + 2.0 * right[:, ::3].all(-1).any() + (loss < 0.45)


def cases(ask, *names):
    """The expected trainings, and what solve_xor does, from a seed whose network succeeds at once, or after two that fail."""
    for name in names:
        sizes, count, failures = {"at once": (SHALLOW, 150, 0), "third": (SHALLOW, 150, 2), "deep": (DEEP, 32, 0)}[name]
        wanted = descents(ask, sizes, count).after_failures(failures, misleading)
        yield wanted, ask(solution, sizes=sizes, seed=wanted.seed, steps=STEPS, needed=failures + 1)


@check("Linear layers with a sigmoid after each", points=1, hint="Every layer takes what the one before gives.")
def structure(ask):
    rng = ask.rng("sizes")
    for sizes in (SHALLOW, DEEP, [3, int(rng.integers(4, 9)), int(rng.integers(2, 7)), 2]):
        rows = rng.normal(0, 1, (9, sizes[0]))
        found = ask(network, sizes=sizes, rows=rows, seed=ask.seeds(1)[0])
        expect.new_weights(found["new"], tr("A network {}", sizes))
        scores = expect.sigmoid_networks.output_scores(found["learned"], sizes, rows)[0]
        expect.close(
            found["said"], expect.reference.sigmoid(scores), tr("What a new network {} says", sizes), rtol=1e-3, atol=1e-5
        )


@check("2 → 2 → 1 solves XOR", points=1, hint="Trained on XOR; are all four corners looked at?", rests_on=TRAINING)
def shallow(ask):
    for wanted, found in cases(ask, "at once"):
        wanted.until_learned(found)


@check(
    "Where it does not, it starts again",
    points=1,
    hint="With few steps most attempts fail: does yours go on until one does not?",
    rests_on=TRAINING,
)
def restarts(ask):
    for wanted, found in cases(ask, "third"):
        wanted.until_learned(found)


@check("2 → 10 → 10 → 10 → 1 solves it too", points=1, hint="The same function, other sizes.", rests_on=TRAINING)
def deep(ask):
    for wanted, found in cases(ask, "deep"):
        wanted.until_learned(found)


@check("It returns the losses of the network that it returns", points=1, hint="One for each step.", rests_on=TRAINING)
def losses(ask):
    for wanted, found in cases(ask, "at once", "third", "deep"):
        wanted.keeps_losses(found)
