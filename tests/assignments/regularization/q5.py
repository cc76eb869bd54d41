"""Write early stopping: when to stop, and which weights to keep."""

import numpy as np

from autograder import check, expect, probe, tr

OK_FORMAT = False
name = "q5"

NAN = float("nan")


@probe
def watched(student, losses, patience):
    """A training with known losses, and weights that change in place: each answer, and the weights that are kept at the end."""
    stopper = student.EarlyStopping(patience)
    weights = [np.zeros((2, 3)), np.zeros(2)]
    answers = []
    for epoch, loss in enumerate(losses):
        for array in weights:
            array += epoch + 1
        answers.append(bool(stopper.should_stop(loss, weights)))
        if answers[-1]:
            break
    best = stopper.best_weights
    kept = None if best is None else [np.array(array) for array in best]
    return {"answers": answers, "best_loss": float(stopper.best_loss), "kept": kept}


def watch(ask, losses, patience):
    return ask(watched, losses=list(losses), patience=patience)


def stops_after(ask, losses, patience, epochs, why):
    """Expect the training to be stopped after this number of epochs, and not before; None: never."""
    answers = watch(ask, losses, patience)["answers"]
    stopped = len(answers) if answers and answers[-1] else None
    wanted, found = (tr("after epoch {}", n) if n else tr("never") for n in (epochs, stopped))
    digits = 3 if len({f"{loss:.3g}" for loss in losses}) == len(set(losses)) else 7
    shown = ", ".join(f"{loss:.{digits}g}" for loss in losses)
    expect.that(
        stopped == epochs,
        tr("Losses {} with patience {}: {}, so stop {}; yours stops {}.", shown, patience, why, wanted, found),
    )


def a_curve(ask):
    """Losses that fall to a minimum, rise, come close to it, and stay above it; and the epoch of the minimum."""
    rng = ask.rng("curve")
    best = int(rng.integers(3, 7))
    falling = np.sort(rng.uniform(1, 2, best))[::-1]
    return [*falling.tolist(), *(falling[-1] + rng.uniform(0.01, 1, 12)).tolist()], best


@check("It stops when the loss has not improved for `patience` epochs", points=1, hint="Count the epochs since the best one.")
def patience(ask):
    losses, best = a_curve(ask)
    for epochs in (1, 3, 5):
        stops_after(ask, losses, epochs, best + epochs, tr("the best is epoch {}", best))
    stops_after(ask, [1.0, 1.1, 0.9, 1.0, 0.8, 0.9, 0.7], 2, None, "there is an improvement in time")
    stops_after(ask, [1.0 - 1e-6 * epoch for epoch in range(9)], 2, None, "every improvement counts")
    stops_after(ask, [5.0, 4.0, 6.0, 4.5, 4.2, 3.0], 3, 5, "lower than the loss before is not lower than the best")


@check("A tie is no improvement", points=1, hint="Lower, not lower or equal.")
def ties(ask):
    stops_after(ask, [1.0, 0.5, 0.5, 0.5, 0.5], 2, 4, "0.5 is reached once and then only met")
    kept = watch(ask, [1.0, 0.5, 0.5, 0.5], 2)["kept"]
    expect.that(kept is not None and np.all(kept[0] == 3), "Of two equal losses the weights of the first are kept.")


@check("Not a number is no improvement", points=1, hint="Every comparison with nan is False; which way round is yours?")
def not_a_number(ask):
    stops_after(ask, [1.0, 0.8, NAN, NAN, NAN], 2, 4, "nan is never lower")
    stops_after(ask, [NAN, 0.8, NAN, 0.7, 0.9, 0.9], 2, 6, "there are numbers that improve")
    expect.close(watch(ask, [1.0, NAN, NAN], 2)["best_loss"], 1.0, "best_loss after 1, nan, nan")


@check("It stops where nothing ever improves", points=1, hint="The first epoch is then the best.")
def never(ask):
    rising = np.cumsum(ask.rng("rising").uniform(0.1, 1, 9)) + 1
    stops_after(ask, rising.tolist(), 4, 5, "the first epoch is the best")
    expect.close(watch(ask, rising.tolist(), 4)["best_loss"], rising[0], "best_loss")


@check("The best weights are kept as they were", points=1, hint="The training goes on in the same arrays: copy them.")
def best_weights(ask):
    losses, best = a_curve(ask)
    found = watch(ask, losses, 4)
    expect.that(isinstance(found["kept"], list) and len(found["kept"]) == 2, "best_weights should be a list like the weights.")
    wanted = best * (best + 1) / 2
    for array, shape in zip(found["kept"], [(2, 3), (2,)], strict=True):
        expect.close(array, np.full(shape, wanted), tr("The weights that are kept, which should be those of epoch {},", best))
    expect.close(found["best_loss"], min(losses), "best_loss")
