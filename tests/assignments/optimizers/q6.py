"""Walk down a narrow valley with all five optimizers, and draw their paths."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q6"

RESTS_ON = ["q1", "q2", "q3", "q4", "q5", "q6.gradient", "q6.updates", "q6.one_walk"]
RATES = {"SGD": 0.95, "Momentum": 0.1, "AdaGrad": 1.5, "RMSProp": 0.2, "Adam": 0.3}

figure = probe(probes.figure_from("contour_plot"))


@probe
def gradients(student, places):
    return [[float(value) for value in student.gradient(x, y)] for x, y in places]


@probe
def known_walk(student, start, steps, rate):
    """The walk of an optimizer that no student has, and the number of its updates."""
    optimizer = probes.RootSteps(rate)
    places = np.asarray(student.walk(optimizer, tuple(start), steps), dtype=float)
    return {"places": places, "calls": len(optimizer.calls)}


@probe
def walks(student):
    """All paths, twice."""
    return [{name: np.asarray(places, dtype=float) for name, places in student.walk_all().items()} for _ in range(2)]


@probe
def challenged_walks(student, start, steps, rates):
    """The path of each of the student's optimizers from a random place, at a random learning rate."""
    kinds = {name: getattr(student, name) for name in rates}
    return {
        name: np.asarray(student.walk(kind(lr=rates[name]), tuple(start), steps), dtype=float) for name, kind in kinds.items()
    }


def gradient_of(place):
    return np.array([place[0] / 10, 2 * place[1]])


@check("The gradient of f", points=1, hint="The derivatives of x²/20 and of y².")
def gradient(ask):
    places = ask.rng("places").uniform(-8, 8, (5, 2)).tolist()
    for place, found in zip(places, ask(gradients, places=places), strict=True):
        expect.equal(len(found), 2, "The number of derivatives that gradient returns")
        expect.close(found, gradient_of(place), tr("The gradient at ({:.2f}, {:.2f})", place[0], place[1]), rtol=1e-6)


def known(ask):
    """A walk of the known optimizer: its number of steps, the result, and the right places."""
    rng = ask.rng("walk")
    start, steps, rate = rng.uniform(2, 6, 2).tolist(), int(rng.integers(8, 15)), float(rng.uniform(0.05, 0.2))
    rules = expect.update_rules
    wanted = rules.descend(rules.root_steps(rate), np.array(start), gradient_of, steps)
    return steps, ask(known_walk, start=start, steps=steps, rate=rate), wanted


@check("A walk takes the steps of the optimizer", points=1, hint="One update for each step.")
def updates(ask):
    steps, found, _ = known(ask)
    expect.equal(found["calls"], steps, tr("The number of updates in a walk of {} steps", steps))


@check("It notes each place", points=1, hint="The start, too; and the gradient where it is now, then the update.")
def one_walk(ask):
    steps, found, wanted = known(ask)
    expect.close(expect.array(found["places"], "The walk", (steps + 1, 2)), wanted, "The places of a walk", rtol=1e-6)


def path(name, rate, start, steps):
    return expect.update_rules.descend(expect.update_rules.RULES[name](lr=rate), np.array(start), gradient_of, steps)


@check("Each optimizer walks its own path", points=1, hint="If Questions 1 to 5 are right, so is this.", rests_on=RESTS_ON)
def own_walks(ask):
    rng = ask.rng("challenge")
    start, steps = [float(rng.uniform(-7, -4)), float(rng.uniform(1.5, 2.5))], int(rng.integers(10, 20))
    rates = {name: float(rate * rng.uniform(0.3, 0.9)) for name, rate in RATES.items()}
    found = ask(challenged_walks, start=start, steps=steps, rates=rates)
    for name, rate in rates.items():
        what = tr("The path of {} from ({:.2f}, {:.2f}) with the learning rate {:.3f}", name, start[0], start[1], rate)
        expect.close(found[name], path(name, rate, start, steps), what, rtol=1e-4, atol=1e-4)


@check("Five optimizers, five paths", points=1, hint="New ones at each call.", rests_on=[*RESTS_ON, "q6.own_walks"])
def all_walks(ask):
    first, again = ask(walks)
    for name, rate in RATES.items():
        expect.that(name in first and name in again, tr("walk_all has no path for {}.", name))
        wanted = path(name, rate, [-7.0, 2.0], 30)
        expect.close(first[name], wanted, tr("The path of {}", name), rtol=1e-4, atol=1e-4)
        expect.close(again[name], wanted, tr("The path of {}, when walk_all is called again,", name), rtol=1e-4, atol=1e-4)


@check("The figure has one labeled line for each path", points=1, hint="label=… for each line, a legend, names at both axes.")
def contour_plot(ask):
    rng = ask.rng("paths")
    names = ["SGD", "Momentum", "AdaGrad", "Nesterov", "Adam"]
    paths = {name: np.cumsum(rng.normal(0, 0.4, (12, 2)), axis=0) for name in rng.permutation(names).tolist()}
    curves = {name: (places[:, 0], places[:, 1]) for name, places in paths.items()}
    expect.labeled_curves(ask(figure, paths=paths), curves, "x", "y")
