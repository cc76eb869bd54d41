"""Train restricted Boltzmann machines layer by layer, and start a network from them."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q7"

IMAGES, SIZES, EPOCHS, STEPS = 500, [60, 30], 5, 20
BETTER_START = 0.211  # set by `autograder calibrate`, which reports how often a right solution falls below it


computed = probe(probes.computed)


@probe
def belief(student, data, seed):
    """A stack of machines, the calls that train_stack made, and the network that starts from it."""
    probes.seed(seed)
    train, rng = student.train_stack, np.random.default_rng(seed)
    with probes.called(train, "train_rbm") as trainings, probes.called(train, "contrastive_divergence") as steps:
        stack = train(data.copy(), list(SIZES), EPOCHS, rng)
    network = student.network_from(stack)
    found = {"network": list(probes.parameters_of(network).values()), "scores": probes.outputs(network, data[:20])}
    return found | {"stack": stack, "trainings": trainings, "rows": [len(next(iter(given.values()))) for given in steps]}


@probe
def first_steps(student, stack, data, labels, seed):
    probes.seed(seed)
    return probes.loss_after(student.network_from(stack), data, labels, STEPS, learning_rate=0.5)


def judge(ask, function, formula):
    """Compare a function with a formula, which returns the arguments and the right values for a machine and states of its units."""
    rng = ask.rng("machine")
    known = expect.boltzmann.BoltzmannMachine.draw(rng, 6, 4)
    arguments, wanted = formula(known, rng.integers(2, size=(9, 6)).astype(float), rng.integers(2, size=(9, 4)).astype(float))
    found = ask(computed, function=function, arguments=[*arguments, known.parameters()])
    expect.unchanged(known.parameters(), found["arguments"][-1], "The parameters")
    value = found["value"] if np.ndim(wanted) else expect.number(found["value"], function)
    expect.close(value, wanted, tr("What {} makes of nine rows", function), rtol=1e-6, atol=1e-9)


@check("The energy", points=1, hint="Three terms, each with a minus; one number for each row.")
def energy(ask):
    judge(ask, "energy", lambda known, v, h: ([v, h], known.energy(v, h)))


@check(
    "The probabilities of each layer, given the other", points=1, hint="W one way, its transpose the other; c here, b there."
)
def probabilities(ask):
    expect.all_of(
        lambda: judge(ask, "hidden_probabilities", lambda known, v, h: ([v], known.hidden(v))),
        lambda: judge(ask, "visible_probabilities", lambda known, v, h: ([h], known.visible(h))),
    )


def judge_step(ask, known, v, wanted, tolerance):
    found = ask(computed, function="contrastive_divergence", arguments=[v, known.parameters()], seed=ask.seeds(1)[0])
    expect.unchanged(known.parameters(), found["arguments"][-1], "The parameters")
    expect.close_records(found["value"], wanted, "What contrastive_divergence returns", rtol=1e-6, atol=tolerance)
    expect.close_records(found["again"], found["value"], "The same from an equal generator", rtol=0, atol=0)


@check("Contrastive divergence, where chance has no say", points=1, hint="Data minus dream; averages over the rows.")
def certain(ask):
    for known, v, wanted in expect.boltzmann.certain_divergences(ask.rng("certain")):
        judge_step(ask, known, v, wanted, 1e-9)


@check("Contrastive divergence, on average over the samples", points=1, hint="0 or 1, by a draw for each hidden unit of a row.")
def sampled(ask):
    judge_step(ask, *expect.boltzmann.sampled_divergence(ask.rng("sampled"), 40_000))


@check("The reconstruction error", points=1, hint="The mean squared difference between v and what comes back.")
def error(ask):
    judge(ask, "reconstruction_error", lambda known, v, h: ([v], known.reconstruction_error(v)))


@check("Training lowers the reconstruction error", points=1, hint="Every step is added, times the learning rate.")
def training(ask):
    data, seed = expect.boltzmann.noisy_patterns(ask.rng("patterns")), ask.seeds(1)[0]
    asked = [([data, 8, 0], {}), ([data, 8, 1], {"learning_rate": 1e-6}), ([data, 8, 10], {})]
    found = [ask(computed, function="train_rbm", arguments=these, seed=seed, more=more)["value"] for these, more in asked]
    expect.boltzmann.lowers_reconstruction_error(data, *found)


def stacked(ask):
    images, labels = probes.mnist_images("train", IMAGES)
    data = images.reshape(IMAGES, 784)[:, ask.rng("pixels").permutation(784)] / 255
    found = ask(belief, data=data, seed=ask.seeds(1)[0])
    return data, labels.astype(np.int64), found, expect.boltzmann.machine_stack(found["stack"], [784, *SIZES])


@check("Each machine of a stack learns from the one below", points=1, hint="train_rbm on what hidden_probabilities gives.")
def stack(ask):
    data, _, found, machines = stacked(ask)
    expect.boltzmann.trained_in_turn(found["trainings"], machines, data, EPOCHS)
    expect.that(max([0, *found["rows"]]) <= 40, "A step of the training takes more than 40 rows; batches of 20 are asked for.")
    expect.boltzmann.describes_what_is_below(machines, data)


@check("The stack starts a network", points=1, hint="The transposed W and the biases c of each machine.")
def network(ask):
    data, _, found, machines = stacked(ask)
    expect.boltzmann.starts_network(machines, found["network"], data[:20], found["scores"])


@check("From there the loss falls sooner than from large random weights", points=1, hint="It follows from the rest.")
def better_start(ask):
    data, labels, found, machines = stacked(ask)
    rng, given = ask.rng("large"), {"data": data, "labels": labels, "seed": ask.seeds(1)[0]}
    large = [one.parameters() | {"W": rng.normal(0, 1, one.W.shape), "c": np.zeros(len(one.c))} for one in machines]
    ours, theirs = (expect.number(ask(first_steps, stack=start, **given), "The loss") for start in (found["stack"], large))
    message = tr("After {} steps the loss is {:.3f} from the stack, {:.3f} from normal weights, σ = 1.", STEPS, ours, theirs)
    ask.at_least("BETTER_START", theirs - ours, message)
