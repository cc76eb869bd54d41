"""Write fifteen losses with NumPy, as Keras defines them."""

import numpy as np

from autograder import check, expect, probe, tr

OK_FORMAT = False
name = "q8"


@probe
def loss(student, name, y, p):
    given = np.array(y), np.array(p)
    with np.errstate(all="ignore"):
        value = np.asarray(getattr(student, name)(*given), dtype=float)
    return {"value": value, "untouched": np.array_equal(given[0], y) and np.array_equal(given[1], p)}


def probabilities(rng, edges):
    """True and predicted probabilities (rows add up to 1); with `edges`, half of the rows are one-hot: two right, two wrong."""
    y, p = rng.dirichlet(np.ones(4), (2, 8))
    if edges:
        y[:4] = np.eye(4)[rng.permutation(4)]
        p[:4] = y[[0, 1, 3, 2]]
    return y, p


def batch(name, rng, edges):
    """True and predicted values for the loss `name`; with extreme values if `edges`."""
    labels = rng.permutation(np.arange(8) % 3)  # the last class does not occur
    if name in ("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy", "kl_divergence"):
        y, p = probabilities(rng, edges)
        if name == "kl_divergence" and edges:
            y[5], p[6] = 1.5 * y[5] / y[5].max(), 1.5 * p[6] / p[6].max()  # values above 1 are cut off
        return labels if name.startswith("sparse") else y, p * (1 if edges else rng.uniform(0.5, 1))
    if name in ("hinge", "squared_hinge"):
        return rng.choice([-1.0, 1.0], (8, 4)), rng.normal(0, 1000 if edges else 1.5, (8, 4))
    if name == "categorical_hinge":
        y, p = np.eye(4)[labels], rng.normal(0, 1000 if edges else 1, (8, 4))
        p[:2], p[2:4] = -np.abs(p[:2]), p[2:4] + 2 * y[2:4]  # no score above 0; the right one is the highest
        return y, p
    if name in ("poisson", "mean_squared_logarithmic_error"):
        y, p = rng.poisson(2, (8, 4)).astype(float), rng.gamma(2, 1, (8, 4))
    else:
        y, p = rng.normal(0, 1, (8, 4)), rng.normal(0, 1.5, (8, 4))
    if edges:
        y[0], p[1], y[2, :2], p[2, :2], y[3, 0], p[3, 0] = 0, 0, (1000, 2000), (0, 1000), 1000, 1000
        if name == "mean_squared_logarithmic_error":
            y[4], p[5] = -0.5, -0.5
    return y, p


def right(found, wanted, name, edges):
    # In single precision 1 − ε is a little off, and so is its logarithm.
    return abs(found - wanted) <= 1e-7 + (0.02 if edges and "crossentropy" in name else 1e-5) * abs(wanted)


def shown(ask, name, y, p, edges):
    """A line to try: the same for a row, or for two, of few digits, where that is wrong as well."""
    for rows in [*np.split(np.arange(8), 8), *np.split(np.arange(8), 4)]:
        few = np.round(y[rows], 1), np.round(p[rows], 1)
        wanted, answer = getattr(expect.losses, name)(*few), ask(loss, name=name, y=few[0], p=few[1])
        found = expect.number(answer["value"], name)
        if not right(found, wanted, name, edges):
            return expect.try_it(expect.call(name, *few), wanted, found)
    return ""


def judge(ask, *names):
    """Each of the losses, on fresh batches, with and without extreme values; report every wrong one."""
    wrong = []
    for name in names:
        for edges in (False, True):
            y, p = batch(name, ask.rng(f"{name} {edges}"), edges)
            answer, wanted = ask(loss, name=name, y=y, p=p), getattr(expect.losses, name)(y, p)
            found = expect.number(answer["value"], name)
            expect.that(answer["untouched"], tr("{} changes the arrays that it was given.", name))
            if not right(found, wanted, name, edges):
                mistake = expect.first_match(found, expect.loss_mistakes.of(name, y, p), rtol=1e-5, atol=1e-9)
                of = tr("{} of extreme values", name) if edges else name
                what = tr("{} should be {:.6g}, but is {:.6g}.", of, wanted, found) + expect.named(mistake)
                wrong.append(what + shown(ask, name, y, p, edges))
                break
    expect.that(not wrong, "\n".join(wrong))


@check("Mean squared and mean absolute error", points=1, hint="Average over all numbers.")
def plain_errors(ask):
    judge(ask, "mean_squared_error", "mean_absolute_error")


@check("Percentage and logarithmic error", points=1, hint="Per cent of what is true; logarithms of 1 + the value.")
def relative_errors(ask):
    judge(ask, "mean_absolute_percentage_error", "mean_squared_logarithmic_error")


@check("Huber and log-cosh", points=1, hint="Squares near 0, straight lines far away; no overflow.")
def robust_errors(ask):
    judge(ask, "huber", "log_cosh")


@check("Three cross-entropies", points=1, hint="Sum over the classes, average over the rows; the binary one averages both.")
def cross_entropies(ask):
    judge(ask, "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy")


@check("Kullback–Leibler divergence and Poisson", points=1, hint="Which of the two is divided by the other? Where does ε go?")
def divergences(ask):
    judge(ask, "kl_divergence", "poisson")


@check("Three hinges", points=1, hint="No loss beyond a margin of 1; square before you average.")
def hinges(ask):
    judge(ask, "hinge", "squared_hinge", "categorical_hinge")


@check("Cosine similarity", points=1, hint="Row by row, with a minus, so that less is better.")
def cosine(ask):
    judge(ask, "cosine_similarity")
