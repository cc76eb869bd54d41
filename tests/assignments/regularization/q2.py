import numpy as np

from autograder import check, expect, probe

OK_FORMAT = False
name = "q2"
points = 5

RATES = (None, 0.6)  # the default rate, 0.2, and another


@probe
def passes(student, rate, x, other, dout, seed):
    """Two passes in training, one in use, and what goes back after that, with the output that it belongs to."""
    layer = student.Dropout() if rate is None else student.Dropout(rate)
    rng = np.random.default_rng(seed)
    first = np.array(layer.forward(x.copy(), True, rng))
    second = np.array(layer.forward(x.copy(), True, rng))
    in_use = np.array(layer.forward(other.copy(), False, rng))
    return {"first": first, "second": second, "in_use": in_use, "back": np.array(layer.backward(dout.copy()))}


def cases(ask):
    """Rate, input, input in use, gradient, and what the layer made of them."""
    for rate in RATES:
        rng = ask.rng(f"rate {rate}")
        x, other, dout = rng.uniform(0.5, 2, (90, 40)), rng.normal(0, 1, (11, 40)), rng.uniform(0.5, 2, (90, 40))
        found = ask(passes, rate=rate, x=x, other=other, dout=dout, seed=ask.seeds(1)[0])
        yield 0.2 if rate is None else rate, x, other, dout, found


@check(
    "Each number is dropped with the given probability, by a draw of its own", points=2, hint="One draw for each number in x."
)
def rate(ask):
    for wanted, x, _, _, found in cases(ask):
        for out in (expect.array(found[which], "The output", x.shape) for which in ("first", "second")):
            dropped = out == 0
            expect.fraction(float(dropped.mean()), wanted, dropped.size, "The fraction of numbers that are dropped")
            for lines, what in ((dropped, "row"), (dropped.T, "column")):
                expect.that(len(np.unique(lines, axis=0)) > len(lines) / 2, f"Every {what} of the batch drops the same units.")
        expect.that(not np.array_equal(found["first"], found["second"]), "Two passes in training drop the very same numbers.")


@check("Those that stay make up for the others", points=1, hint="They are divided by 1 − rate.")
def scale(ask):
    for rate, x, _, _, found in cases(ask):
        out = expect.array(found["first"], "The output", x.shape)
        stay = out != 0
        expect.that(bool(stay.any()), "All numbers are dropped.")
        expect.close(out[stay] / x[stay], np.full(stay.sum(), 1 / (1 - rate)), f"What a number is multiplied by at rate {rate}")


@check("In use nothing is dropped and nothing is scaled", points=1, hint="`training` says whether to do anything.")
def in_use(ask):
    for _, _, other, _, found in cases(ask):
        expect.close(found["in_use"], other, "The output in use", rtol=0, atol=1e-12)


@check("The gradient goes back through the same mask", points=1, hint="Where the signal passed, and scaled as it was.")
def backward(ask):
    for _, x, _, dout, found in cases(ask):
        expect.close(found["back"], dout * found["second"] / x, "The gradient by x", rtol=1e-6, atol=1e-12)
