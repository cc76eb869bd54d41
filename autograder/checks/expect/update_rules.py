"""Update rules of optimizers over dictionaries of arrays, in double precision, and comparisons of a student's optimizer with them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, close, matches, number, that
from autograder.checks.expect.reference import AdamState, adam_step
from autograder.checks.failure import CheckFailed
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
State = dict[str, Array]  # the state of one array of weights, by the name of the optimizer's attribute
Rule = Callable[[Array, Array, State], tuple[Array, State]]  # weights, gradient, state → the next weights and state
EPSILON = 1e-7


def sgd(lr: float = 0.01) -> Rule:
    """W ← W − η∇."""
    return lambda w, gradient, state: (w - lr * gradient, {})


def momentum(lr: float = 0.01, momentum: float = 0.9) -> Rule:
    """v ← αv − η∇, W ← W + v: Polyak (1964)."""

    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        v = momentum * state.get("v", 0.0) - lr * gradient
        return w + v, {"v": v}

    return step


def adagrad(lr: float = 0.01) -> Rule:
    """h ← h + ∇², W ← W − η∇/(√h + ε): Duchi et al. (2011), eq. 1, its diagonal form."""

    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        h = state.get("h", 0.0) + gradient**2
        return w - lr * gradient / (np.sqrt(h) + EPSILON), {"h": h}

    return step


def rmsprop(lr: float = 0.01, decay: float = 0.95) -> Rule:
    """h ← ρh + (1 − ρ)∇², W ← W − η∇/(√h + ε): Tieleman & Hinton (2012)."""

    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        h = decay * state.get("h", 0.0) + (1 - decay) * gradient**2
        return w - lr * gradient / (np.sqrt(h) + EPSILON), {"h": h}

    return step


def adam(lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999) -> Rule:
    """Kingma & Ba (2015), Algorithm 1."""

    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        before = AdamState(state.get("m", np.zeros_like(w)), state.get("v", np.zeros_like(w)), int(state.get("t", np.array(0))))
        moved, after = adam_step(w, gradient, before, lr, (beta1, beta2), EPSILON)
        return moved, {"m": after.exp_avg, "v": after.exp_avg_sq, "t": np.array(after.step)}

    return step


def adam_short(lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999) -> Rule:
    """Adam as at the end of Kingma & Ba's section 2: η√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε); it differs only in the place of ε."""
    exact = adam(lr, beta1, beta2)

    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        after = exact(w, gradient, state)[1]
        size = lr * np.sqrt(1 - beta2 ** after["t"]) / (1 - beta1 ** after["t"])
        return w - size * after["m"] / (np.sqrt(after["v"]) + EPSILON), after

    return step


def root_steps(rate: float) -> Rule:
    """W ← W − rate · sign(∇)·√|∇|: the rule of `probes.RootSteps`, which no student writes."""
    return lambda w, gradient, state: (w - rate * np.sign(gradient) * np.sqrt(np.abs(gradient)), {})


def descend(rule: Rule, start: Array, gradient_at: Callable[[Array], Array], steps: int) -> list[Array]:
    """The path of a descent: `start`, and the point after each step with the gradient at the point before."""
    places, state = [start], State()
    for _ in range(steps):
        place, state = rule(places[-1], gradient_at(places[-1]), state)
        places.append(place)
    return places


def walk(rule: Rule, start: Array, gradients: Sequence[Array]) -> list[tuple[Array, State]]:
    """Weights and state after each of the gradients."""
    found: list[tuple[Array, State]] = []
    w, state = start, State()
    for gradient in gradients:
        w, state = rule(w, gradient, state)
        found.append((w, state))
    return found


def follows(
    rule: Rule, start: dict[str, Array], gradients: Sequence[dict[str, Array]], path: Sequence[dict[str, Array]]
) -> None:
    """Expect `path`, the arrays after each step, to follow the rule from `start` with these gradients, key by key."""
    that(len(path) == len(gradients), tr("{} steps were made, but {} came back.", len(gradients), len(path)))
    for key, begin in start.items():
        for count, (wanted, _) in enumerate(walk(rule, begin, [g[key] for g in gradients]), 1):
            actual = array(path[count - 1].get(key), tr("The array {!r} after step {}", key, count), begin.shape)
            moved = np.abs(wanted - begin).max()
            tolerance = 1e-5 * max(float(moved), 1e-6)
            if not matches(actual, wanted, rtol=1e-9, atol=tolerance):
                that(not np.array_equal(actual, begin) or not moved, tr("Step {} does not change the array {!r}.", count, key))
                close(actual, wanted, tr("The array {!r} after step {}", key, count), rtol=1e-9, atol=tolerance)


def follows_one(
    rules: Sequence[Rule], start: dict[str, Array], gradients: Sequence[dict[str, Array]], path: Sequence[dict[str, Array]]
) -> None:
    """Expect `path` to follow one of the rules, which are equivalent forms."""
    for other in rules[1:]:
        with suppress(CheckFailed):
            return follows(other, start, gradients, path)
    follows(rules[0], start, gradients, path)


def keeps(
    rule: Rule,
    start: dict[str, Array],
    gradients: Sequence[dict[str, Array]],
    states: Sequence[dict[str, Any]],
    names: Sequence[str],
) -> None:
    """Expect the optimizer's attributes `names` to hold the rule's state for each key after each step (a count: one for all keys)."""
    for key, begin in start.items():
        for count, (_, wanted) in enumerate(walk(rule, begin, [g[key] for g in gradients]), 1):
            for name in names:
                _state_is(states[count - 1][name], key, wanted[name], f"self.{name}", count, len(start))


def changes_in_place(start: dict[str, Array], found: dict[str, Any]) -> None:
    """Expect an optimizer to change the given arrays in place, and nothing else, as reported by `probes.updates`."""
    same = [key for key in start if np.array_equal(array(found["path"][-1].get(key), tr("The array {!r}", key)), start[key])]
    that(not same, tr("The array {} is not changed at all.", ", ".join(same)))
    others = sorted(start.keys() - set(found["in_place"]))
    that(not others, tr("params has new arrays for {}; other references to the old arrays see no change.", ", ".join(others)))
    that(found["untouched"], "The gradients changed, too.")


def _state_is(found: Any, key: str, wanted: Array, what: str, step: int, keys: int) -> None:
    if wanted.ndim == 0 and not isinstance(found, dict):
        value = number(found, what)
        why = " It is counted once for each key." if value == keys * step else ""
        that(value == wanted, tr("After step {} {} should be {}, but is {}.{}", step, what, int(wanted), found, why))
        return
    that(isinstance(found, dict), tr("{} should be a dictionary with an array for each key.", what))
    that(key in found, tr("{} has nothing for the key {!r}.", what, key))
    close(found[key], wanted, tr("{}[{!r}] after step {}", what, key, step), rtol=1e-6, atol=1e-12)


RULES: dict[str, Callable[..., Rule]] = {"SGD": sgd, "Momentum": momentum, "AdaGrad": adagrad, "RMSProp": rmsprop, "Adam": adam}
