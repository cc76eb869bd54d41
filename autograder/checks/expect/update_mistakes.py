"""Mistakes in the update rules of optimizers, each as a rule of its own: a student's arrays and state tell which of them was made."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.model.language import tr

Array = np.ndarray[Any, Any]
State = dict[str, Array]
Rule = Callable[[Array, Array, State], tuple[Array, State]]
Mistakes = dict[
    str, Sequence[Rule]
]  # by what was done: "ε is added under the root"; different arrays may follow different rules
EPSILON = 1e-7
KEYS = 3  # the number of arrays that an update has to move, at most
UPHILL = "the step has the opposite sign: it goes along the gradient, uphill"
FIXED_RATE = "the learning rate that is given is not used: it is always {}"
NEW_STATE = "self.{} starts from zeros again at each call"
Gather = Callable[[Array | None, Array], Array]  # the sum or average so far (None at first) and the gradient → the next one
Divide = Callable[
    [Array, Array, Array], Array
]  # the gradient, the sum or average, and what it was before → the step by the rate


def of(name: str, settings: dict[str, float]) -> Mistakes:
    """The mistakes that are known of an optimizer with these settings; of one that is not known, none."""
    return MISTAKES[name](**settings) if name in MISTAKES else {}


def sgd(lr: float = 0.01) -> Mistakes:
    def by(move: Callable[[Array], Array]) -> list[Rule]:
        return [lambda w, gradient, state: (w - move(gradient), {})]

    return {
        UPHILL: by(lambda g: -lr * g),
        tr(FIXED_RATE, 0.01): by(lambda g: 0.01 * g),
        "the learning rate is not used at all": by(lambda g: g),
        "the gradient is averaged over the array": by(lambda g: lr * g.mean()),
        "the gradient is divided by the number of rows of the array": by(lambda g: lr * g / len(g)),
        "the gradient is scaled to length 1": by(lambda g: lr * g / np.maximum(np.linalg.norm(g), 1e-300)),
    }


def momentum(lr: float = 0.01, momentum: float = 0.9) -> Mistakes:
    def rule(velocity: Gather, move: Callable[[Array, Array, Array], Array] = lambda v, g, old: v) -> list[Rule]:
        def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
            old = state.get("v")
            v = velocity(old, gradient)
            return w + move(v, gradient, np.zeros_like(w) if old is None else old), {"v": v}

        return [step]

    def plain(alpha: float = momentum, rate: float = lr) -> Gather:
        return lambda v, g: -rate * g if v is None else alpha * v - rate * g

    return {
        "the velocity gets +η∇: the step goes uphill": rule(plain(rate=-lr)),
        "the velocity is subtracted from the weights, though it holds the minus already": rule(plain(), lambda v, g, old: -v),
        "self.v is kept with the opposite sign": rule(plain(rate=-lr), lambda v, g, old: -v),
        "self.v is kept without the learning rate": rule(plain(rate=1.0), lambda v, g, old: lr * v),
        "self.v is kept without the learning rate, and without the minus": rule(plain(rate=-1.0), lambda v, g, old: -lr * v),
        "the learning rate is used twice, in the velocity and in the step": rule(plain(), lambda v, g, old: lr * v),
        "the weights move by the old velocity": rule(plain(), lambda v, g, old: old),
        "the step looks ahead, as Nesterov's does": rule(plain(), lambda v, g, old: momentum * v - lr * g),
        "the momentum that is given is not used: it is always 0.9": rule(plain(alpha=0.9)),
        tr(FIXED_RATE, 0.01): rule(plain(rate=0.01)),
        tr(NEW_STATE, "v"): rule(lambda v, g: -lr * g),
        "α multiplies the new gradient as well": rule(plain(rate=momentum * lr)),
        "the gradient enters with the weight 1 − α": rule(plain(rate=(1 - momentum) * lr)),
        "the velocity starts with the first step, which is then taken once more": rule(
            lambda v, g: -(1 + momentum) * lr * g if v is None else momentum * v - lr * g
        ),
        "a velocity stays as it is where the gradient is 0": rule(
            lambda v, g: -lr * g if v is None else np.where(g == 0, v, momentum * v - lr * g),
            lambda v, g, old: np.where(g == 0, 0, v),
        ),
    }


def _scaled(lr: float, gather: Gather, divide: Divide) -> list[Rule]:
    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        old = state.get("h")
        h = gather(old, gradient)
        return w - lr * divide(gradient, h, np.zeros_like(w) if old is None else old), {"h": h}

    return [step]


def _by_root(gradient: Array, h: Array, old: Array) -> Array:
    return np.asarray(gradient / (np.sqrt(h) + EPSILON))


def _unsquared(gather: Gather, h: Array | None, gradient: Array) -> Array:
    """The next h if the gradient itself is gathered, sign and all."""
    ones = np.sqrt(np.abs(gradient))
    before = np.zeros_like(gradient) if h is None else h
    nothing = gather(before, np.zeros_like(gradient))
    return np.asarray(nothing + np.sign(gradient) * (gather(np.zeros_like(gradient), ones)))


def _of_the_step(lr: float, gather: Gather, usual: float) -> Mistakes:
    """What is done wrong with h, by AdaGrad and by RMSProp alike."""
    return {
        UPHILL: _scaled(-lr, gather, _by_root),
        tr(FIXED_RATE, usual): _scaled(usual, gather, _by_root),
        "ε is added under the root": _scaled(lr, gather, lambda g, h, old: g / np.sqrt(h + EPSILON)),
        "ε is missing: 0 is divided by 0": _scaled(lr, gather, lambda g, h, old: g / np.sqrt(h)),
        "ε is added to the whole fraction, not to the root (parentheses?)": _scaled(
            lr, gather, lambda g, h, old: g / np.sqrt(h) + EPSILON / lr
        ),
        "ε is 1e-8": _scaled(lr, gather, lambda g, h, old: g / (np.sqrt(h) + 1e-8)),
        "the root is missing: the step is divided by h": _scaled(lr, gather, lambda g, h, old: g / (h + EPSILON)),
        "the step is divided by the h from before this gradient": _scaled(
            lr, gather, lambda g, h, old: g / (np.sqrt(old) + EPSILON)
        ),
        "the step follows the squared gradient, not the gradient": _scaled(
            lr, gather, lambda g, h, old: g**2 / (np.sqrt(h) + EPSILON)
        ),
        "the gradient is not squared in h": [
            *_scaled(lr, lambda h, g: gather(h, np.sqrt(g)), _by_root),
            *_scaled(lr, lambda h, g: gather(h, np.sqrt(np.abs(g))), _by_root),
            *_scaled(lr, lambda h, g: _unsquared(gather, h, g), lambda g, h, old: g / (np.sqrt(np.abs(h)) + EPSILON)),
            *_scaled(lr, lambda h, g: _unsquared(gather, h, g), lambda g, h, old: g / (np.abs(h) + EPSILON)),
        ],
        "h keeps the root, which is then averaged as if it were the square": _scaled(
            lr, lambda h, g: np.sqrt(gather(h, g)), lambda g, h, old: g / (h + EPSILON)
        ),
        "h is one number for the whole array": [
            *_scaled(lr, lambda h, g: gather(h, np.sqrt(np.full_like(g, (g**2).mean()))), _by_root),
            *_scaled(lr, lambda h, g: gather(h, np.sqrt(np.full_like(g, (g**2).sum()))), _by_root),
        ],
    }


def adagrad(lr: float = 0.01) -> Mistakes:
    def sums(h: Array | None, g: Array) -> Array:
        return np.asarray(g**2 + (0 if h is None else h))

    return _of_the_step(lr, sums, 0.01) | {
        tr(NEW_STATE, "h"): _scaled(lr, lambda h, g: g**2, _by_root),
        "h starts at 0.1, not at 0": _scaled(lr, lambda h, g: g**2 + (0.1 if h is None else h), _by_root),
        "h starts with the first squared gradient, to which it is added once more": _scaled(
            lr, lambda h, g: g**2 + (g**2 if h is None else h), _by_root
        ),
        "h sums the squares of lr·∇, so the learning rate cancels out": _scaled(lr, lambda h, g: sums(h, lr * g), _by_root),
        "h sums up magnitudes, not squares, and no root is taken": _scaled(
            lr, lambda h, g: np.abs(g) + (0 if h is None else h), lambda g, h, old: g / (h + EPSILON)
        ),
    }


def rmsprop(lr: float = 0.01, decay: float = 0.95) -> Mistakes:
    def average(old: float, new: float) -> Gather:
        return lambda h, g: new * g**2 + (0 if h is None else old * h)

    usual = average(decay, 1 - decay)
    return _of_the_step(lr, usual, 0.01) | {
        "the old h counts 1 − ρ and the new square ρ, the wrong way round": _scaled(lr, average(1 - decay, decay), _by_root),
        "the new square is not multiplied by 1 − ρ": _scaled(lr, average(decay, 1), _by_root),
        "nothing is forgotten: h adds up all squares, as in AdaGrad": _scaled(lr, average(1, 1), _by_root),
        "the new square is multiplied by ρ, too": _scaled(lr, average(decay, decay * (1 - decay)), _by_root),
        "the decay that is given is not used: it is always 0.95": _scaled(lr, average(0.95, 0.05), _by_root),
        "the decay is 0.9": _scaled(lr, average(0.9, 0.1), _by_root),
        tr(NEW_STATE, "h"): _scaled(lr, average(0, 1 - decay), _by_root),
        "h starts with the first squared gradient, not at 0": _scaled(
            lr, lambda h, g: g**2 if h is None else usual(h, g), _by_root
        ),
        "h stays as it is where the gradient is 0": _scaled(
            lr, lambda h, g: usual(h, g) if h is None else np.where(g == 0, h, usual(h, g)), _by_root
        ),
        "h is divided by 1 − ρᵗ, a bias correction that RMSProp does not have": _corrected(lr, decay),
    }


def _corrected(lr: float, decay: float) -> list[Rule]:
    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        t = state.get("t", np.array(0)) + 1
        h = decay * state.get("h", np.zeros_like(w)) + (1 - decay) * gradient**2
        return w - lr * gradient / (np.sqrt(h / (1 - decay**t)) + EPSILON), {"h": h, "t": t}

    return [step]


Corrected = Callable[[Array, Array, Array], tuple[Array, Array]]  # m, v, t → m and v as they are used


def _adam_rule(
    lr: float,
    betas: tuple[float, float],
    corrected: Corrected,
    divide: Callable[[Array, Array], Array] = lambda m, v: m / (np.sqrt(v) + EPSILON),
    square: Callable[[Array, Array], Array] = lambda gradient, m: gradient**2,
    stored: bool = False,
    fresh: bool = False,
) -> list[Rule]:
    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        t, nothing = state.get("t", np.array(0)) + 1, np.zeros_like(w)
        before = {} if fresh else state
        m = betas[0] * before.get("m", nothing) + (1 - betas[0]) * gradient
        v = betas[1] * before.get("v", nothing) + (1 - betas[1]) * square(gradient, m)
        m_hat, v_hat = corrected(m, v, t)
        kept = (m_hat, v_hat) if stored else (m, v)
        return w - lr * divide(m_hat, v_hat), {"m": kept[0], "v": kept[1], "t": t}

    return [step]


def _one_array(lr: float, betas: tuple[float, float]) -> list[Rule]:
    """Adam whose two averages are one array, through which both sums pass: m first."""

    def step(w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        t = state.get("t", np.array(0)) + 1
        both = betas[0] * state.get("m", np.zeros_like(w)) + (1 - betas[0]) * gradient
        both = betas[1] * both + (1 - betas[1]) * gradient**2
        moved = lr * both / (1 - betas[0] ** t) / (np.sqrt(both / (1 - betas[1] ** t)) + EPSILON)
        return w - moved, {"m": both, "v": both, "t": t}

    return [step]


def adam(lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999) -> Mistakes:
    betas = beta1, beta2

    def by(m_power: Callable[[Any], Any], v_power: Callable[[Any], Any] | None = None) -> Corrected:
        return lambda m, v, t: (m / (1 - beta1 ** m_power(t)), v / (1 - beta2 ** (v_power or m_power)(t)))

    right = by(lambda t: t)

    def of_betas(*pair: float) -> list[Rule]:
        def own(m: Array, v: Array, t: Array) -> tuple[Array, Array]:
            return m / (1 - pair[0] ** t), v / (1 - pair[1] ** t)

        return [_adam_rule(lr, (pair[0], pair[1]), corrected)[0] for corrected in (own, right)]

    rule = partial(_adam_rule, lr, betas)

    def counted(keys: int, before: int) -> Rule:
        return rule(by(lambda t: keys * (t - 1) + before + 1))[0]

    once_for_each_key = [counted(keys, before) for keys in range(2, KEYS + 1) for before in range(keys)]
    return {
        UPHILL: _adam_rule(-lr, betas, right),
        tr(FIXED_RATE, 0.001): _adam_rule(0.001, betas, right),
        "the averages are not corrected (divided by 1 − βᵗ)": rule(lambda m, v, t: (m, v)),
        "m is corrected, and v is not": rule(lambda m, v, t: (m / (1 - beta1**t), v)),
        "v is corrected, and m is not": rule(lambda m, v, t: (m, v / (1 - beta2**t))),
        "the steps are not counted: t is 1 at each of them": rule(by(lambda t: 1)),
        "t is one too small: it has to be 1 at the first step": rule(by(lambda t: t - 1)),
        "t is one too large: it has to be 1 at the first step": rule(by(lambda t: t + 1)),
        "t is counted once for each key, not once for each call": once_for_each_key,
        "the correction has β·t in place of β to the power of t": rule(
            lambda m, v, t: (m / (1 - beta1 * t), v / (1 - beta2 * t))
        ),
        "both corrections use β₁": rule(lambda m, v, t: (m / (1 - beta1**t), v / (1 - beta1**t))),
        "both corrections use β₂": rule(lambda m, v, t: (m / (1 - beta2**t), v / (1 - beta2**t))),
        "ε is added under the root": rule(right, lambda m, v: m / np.sqrt(v + EPSILON)),
        "ε is missing: 0 is divided by 0": rule(right, lambda m, v: m / np.sqrt(v)),
        "ε is 1e-8": rule(right, lambda m, v: m / (np.sqrt(v) + 1e-8)),
        "the root is missing": rule(right, lambda m, v: m / (v + EPSILON)),
        "self.m and self.v share their arrays: both averages are added to the same numbers": _one_array(lr, betas),
        "self.m and self.v keep the corrected averages, which are then corrected again": rule(right, stored=True),
        "the averages start from zeros again at each call": rule(right, fresh=True),
        "the root is taken before the correction, which belongs under it": rule(
            lambda m, v, t: (m / (1 - beta1**t), v / (1 - beta2**t) ** 2)
        ),
        "the gradient is not squared in self.v": [
            *rule(right, square=lambda gradient, m: gradient),
            *rule(right, lambda m, v: m / (np.sqrt(np.abs(v)) + EPSILON), square=lambda gradient, m: gradient),
            *rule(right, square=lambda gradient, m: np.abs(gradient)),
        ],
        "self.v averages the squares of self.m, not of the gradient": rule(right, square=lambda gradient, m: m**2),
        "β₁ and β₂ are swapped": of_betas(beta2, beta1),
        "β₁ is used for both averages": of_betas(beta1, beta1),
        "the betas that are given are not used": of_betas(0.9, 0.999),
    }


MISTAKES: dict[str, Callable[..., Mistakes]] = {
    "SGD": sgd,
    "Momentum": momentum,
    "AdaGrad": adagrad,
    "RMSProp": rmsprop,
    "Adam": adam,
}
