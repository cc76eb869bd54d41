"""Write a dropout layer: forward and backward."""

import numpy as np

from autograder import check, expect, probe, tr

OK_FORMAT = False
name = "q2"

RATES = (None, 0.6)  # the default rate, 0.2, and another


@probe
def passes(student, rate, x, holed, other, dout, seed):
    """Three passes in training, one at inference time, and back through the last in training; a second layer runs in between."""
    layer, stranger = student.Dropout() if rate is None else student.Dropout(rate), student.Dropout(0.9)
    rng, others = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    first = np.array(layer.forward(x.copy(), True, rng))
    second = np.array(layer.forward(x.copy(), True, rng))
    last = np.array(layer.forward(holed.copy(), True, rng))
    stranger.forward(x.copy(), True, others)
    inference = np.array(layer.forward(other.copy(), False, rng))
    kept = True
    try:
        back = np.array(layer.backward(dout.copy()))
    except (TypeError, ValueError):
        kept, last = False, np.array(layer.forward(holed.copy(), True, rng))
        back = np.array(layer.backward(dout.copy()))  # without a pass at inference time in between
    return {"kept": kept} | {"first": first, "second": second, "last": last, "inference": inference, "back": back}


def cases(ask):
    """Rate, input, and the layer's results for it, for a copy with zeros, for an input at inference time and for a gradient."""
    for rate in RATES:
        rng = ask.rng(f"rate {rate}")
        x, other, dout = rng.uniform(0.5, 2, (90, 40)), rng.normal(0, 1, (11, 40)), rng.uniform(0.5, 2, (90, 40))
        holed = x * (np.arange(40) >= 6)
        found = ask(passes, rate=rate, x=x, holed=holed, other=other, dout=dout, seed=ask.seeds(1)[0])
        for which in ("first", "second", "last"):
            expect.array(found[which], "The output", x.shape)
        yield 0.2 if rate is None else rate, x, other, dout, found


@check("Each number is dropped with the given probability", points=1, hint="`rate` is the probability of dropping.")
def rate(ask):
    for wanted, _, _, _, found in cases(ask):
        for which in ("first", "second"):
            share, size = float((found[which] == 0).mean()), found[which].size
            kept = " (`rate`, which is not the fraction that stays)" if abs(share + wanted - 1) < 0.05 else ""
            expect.fraction(share, wanted, size, tr("The fraction of numbers that are dropped{}", kept))


@check("Each number has a draw of its own", points=1, hint="One draw for each number in x, at each pass.")
def own_draws(ask):
    exact = []
    for wanted, _, _, _, found in cases(ask):
        for which in ("first", "second"):
            dropped = found[which] == 0
            expect.that(dropped.any() and not dropped.all(), "In training, some numbers should be dropped, and not all.")
            directions = {tr("rows"): dropped, tr("columns"): dropped.T}
            for what, lines in directions.items():
                whole = (lines.all(axis=1) | ~lines.any(axis=1)).all()
                expect.that(
                    not whole, tr("Whole {} are dropped, and others not at all: each number needs a draw of its own.", what)
                )
            for what, lines in directions.items():
                same = tr("Many {} of the batch have the very same zeros: there is one mask for several of them.", what)
                expect.that(len(np.unique(lines, axis=0)) > len(lines) / 2, same)
                counts = set(lines.sum(axis=1))
                expect.that(len(counts) > 1, tr("All {} drop the same number of units: draw each by itself.", what))
            exact.append(abs(dropped.sum() - wanted * dropped.size) < 1)
        expect.that(not np.array_equal(found["first"], found["second"]), "Two passes in training drop the very same numbers.")
    expect.that(not all(exact), "Exactly so many numbers are dropped each time: draw each by itself.")


@check("Those that stay make up for the others", points=1, hint="They are divided by 1 − rate.")
def scale(ask):
    for rate, x, _, _, found in cases(ask):
        stay = found["first"] != 0
        expect.that(bool(stay.any()), "All numbers are dropped.")
        expect.that(not found["last"][:, :6].any(), "Where x is 0, the output should be 0.")
        factors = {
            "those that stay are not scaled": 1.0,
            "they are divided by rate, not by 1 − rate": 1 / rate,
            "they are multiplied by 1 − rate, not divided": 1 - rate,
            "they are multiplied by 1 + rate": 1 + rate,
        }
        ones, what = np.ones(stay.sum()), tr("What a number is multiplied by at rate {}", rate)
        mistakes = {mistake: factor * ones for mistake, factor in factors.items()}
        expect.close(found["first"][stay] / x[stay], ones / (1 - rate), what, mistakes=mistakes)


@check("At inference time nothing is dropped and nothing is scaled", points=1, hint="`training` says whether to do anything.")
def inference(ask):
    for rate, _, other, _, found in cases(ask):
        share = float((found["inference"] == 0).mean())
        dropping = tr("Dropout is active at inference: {:.0f} % of the numbers are 0, though `training` is False.", 100 * share)
        expect.that(share < 0.05 or found["inference"].shape != other.shape, dropping)
        mistakes = {"all is multiplied by 1 − rate": other * (1 - rate), "all is divided by 1 − rate": other / (1 - rate)}
        expect.close(found["inference"], other, "The output at inference time", rtol=0, atol=1e-12, mistakes=mistakes)


@check("The gradient goes back through the same mask", points=1, hint="Where the signal passed, and scaled as it was.")
def backward(ask):
    for rate, x, _, dout, found in cases(ask):
        expect.that(found["kept"], "A pass at inference time replaces the mask of training: backward has none after it.")
        what = "The gradient with respect to x"
        back = expect.array(found["back"], what, x.shape)
        wanted, passed = (dout * found["last"] / x)[:, 6:], found["last"][:, 6:] != 0
        mistakes = {
            "it is not scaled as the signal was": dout[:, 6:] * passed,
            "it is scaled a second time": wanted / (1 - rate),
            "the gradient passes everywhere": dout[:, 6:],
            "the gradient passes everywhere, scaled": dout[:, 6:] / (1 - rate),
            "it is multiplied by the output": dout[:, 6:] * found["last"][:, 6:],
        }
        expect.close(back[:, 6:], wanted, what, rtol=1e-6, atol=1e-12, mistakes=mistakes)
        # Where x is 0 the output does not tell what was dropped, but the mask does.
        dropped = back[:, :6] == 0
        expect.fraction(float(dropped.mean()), rate, dropped.size, "Where x is 0, the fraction of gradients that are dropped")
