"""Optimizer steps: of a student's own optimizer on known arrays, and of torch's and Keras' optimizers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.model.evidence import Evidence

Array = np.ndarray[Any, Any]


def weights_and_gradients(
    rng: np.random.Generator, steps: int, smallest: float = 0.3
) -> tuple[dict[str, Array], list[dict[str, Array]]]:
    """Arrays of several shapes, and their gradients for each step, with absolute values from `smallest` to about 2.

    Some gradients are 0: one number in every step, and one whole array in some steps.
    """
    start = {key: rng.normal(0, 1, shape) for key, shape in {"W1": (3, 4), "shift": (4,), "V": (4, 2)}.items()}
    gradients = []
    for step in range(steps):
        drawn = {
            key: rng.choice([-1, 1], w.shape) * np.exp(rng.uniform(np.log(smallest), np.log(2), w.shape))
            for key, w in start.items()
        }
        drawn["W1"][0, 0] = drawn["V"][1:3, step % 2] = 0
        drawn["shift"] *= step not in (0, 3)
        gradients.append(drawn)
    return start, gradients


def few_weights_and_gradients() -> tuple[dict[str, Array], list[dict[str, Array]]]:
    """Three numbers and their gradients in three steps, which a student can try; one gradient is 0, some are tiny."""
    gradients = [[0.5, -2, 0], [1, 0.5, 2e-6], [-1.5, 1, -1e-6]]
    return {"W": np.array([1.0, -2.0, 0.5])}, [{"W": np.array(gradient)} for gradient in gradients]


class RootSteps:
    """An optimizer that no student has: it moves by `rate` times the root of the gradient's absolute value, and counts updates in `calls`."""

    def __init__(self, rate: float):
        self.rate = rate
        self.calls: list[int] = []  # also counts updates by copies

    def update(self, params: dict[str, Any], grads: dict[str, Any]) -> None:
        """Move every array of `params`, in place."""
        self.calls.append(1)
        for key in params:
            params[key] -= self.rate * np.sign(grads[key]) * np.sqrt(np.abs(grads[key]))

    def __deepcopy__(self, memo: object) -> "RootSteps":
        twin = RootSteps(self.rate)
        twin.calls = self.calls
        return twin


def updates(
    kind: Callable[..., Any],
    settings: dict[str, float],
    start: dict[str, Array],
    gradients: list[dict[str, Array]],
    names: Sequence[str] = (),
) -> dict[str, Evidence]:
    """Run an optimizer with `update(params, grads)` over dictionaries of arrays: the arrays and its attributes `names` after each step.

    Between its steps another one of its kind, with another learning rate, is at work on other arrays; `path_alone` and `states_alone` are
    those of one that nobody disturbs. `in_place` lists the keys whose arrays are those of the beginning, and `untouched` says whether the
    gradients are what they were.
    """
    alone = _one_optimizer(kind, settings, start, gradients, names)  # first: nothing is shared yet
    params = {key: np.ones_like(value) for key, value in start.items()}

    def disturb(other: Any, gradient: dict[str, Array]) -> None:
        other.update(params, {key: 10 * np.ones_like(value) for key, value in gradient.items()})

    found = _one_optimizer(kind, settings, start, gradients, names, disturb)
    return found | {"path_alone": alone["path"], "states_alone": alone["states"]}


def _one_optimizer(
    kind: Callable[..., Any],
    settings: dict[str, float],
    start: dict[str, Array],
    gradients: list[dict[str, Array]],
    names: Sequence[str],
    disturb: Callable[[Any, dict[str, Array]], None] | None = None,
) -> dict[str, Evidence]:
    params = {key: value.copy() for key, value in start.items()}
    arrays, path, states, untouched = dict(params), [], [], True
    optimizer = kind(**settings)
    other = kind(lr=5.0) if disturb else None
    for gradient in gradients:
        given = {key: value.copy() for key, value in gradient.items()}
        if disturb:
            disturb(other, gradient)
        optimizer.update(params, given)
        untouched = untouched and all(np.array_equal(given[key], gradient[key]) for key in gradient)
        path.append({key: np.array(value) for key, value in params.items()})
        states.append({name: _copied(getattr(optimizer, name)) for name in names})
    in_place = [key for key in start if params.get(key) is arrays[key]]
    return {"path": path, "states": states, "in_place": in_place, "untouched": untouched}


def keras_optimizer(name: str, learning_rate: float) -> Any:
    """A new Keras optimizer, by the name of its class."""
    import keras

    return getattr(keras.optimizers, name)(learning_rate)


def keras_steps(optimizer: Any, start: Array, gradients: Array) -> list[dict[str, Evidence]]:
    """The `array` after each step of a Keras optimizer, and `states`, the optimizer's own arrays of the same shape."""
    import keras

    variable, path = keras.Variable(start), []
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
        states = [np.array(own) for own in optimizer.variables if tuple(own.shape) == start.shape]
        path.append({"array": np.array(variable), "states": states})
    return path


def _copied(value: Any) -> Any:
    return {key: np.array(item) for key, item in value.items()} if isinstance(value, dict) else value


def settings_of(optimizer: Any) -> dict[str, Evidence]:
    """The class of one of torch's optimizers (`kind`, else empty) and its settings as `numbers`."""
    groups = getattr(optimizer, "param_groups", [])
    numbers = {key: float(value) for group in groups for key, value in group.items() if isinstance(value, (int, float))}
    own = type(optimizer).__module__.startswith("torch.")
    return {"kind": type(optimizer).__name__ if own else "", "numbers": numbers}


@dataclass
class TorchSteps:
    """Every step of torch's optimizers and their subclasses: the optimizer, and the parameters before and after."""

    optimizers: list[Any] = field(default_factory=list)  # one for each step
    before: list[dict[int, int]] = field(default_factory=list)  # hashes of the values, by the parameter's id
    after: list[dict[int, int]] = field(default_factory=list)
    known_before: list[int] = field(default_factory=list)  # the number of parameters with a state
    known_after: list[int] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)  # the parameters; an id is unique only while its object lives

    def of(self, model: Any) -> dict[str, Evidence]:
        """The number and classes of the optimizers that moved the model's parameters, and whether between two steps something else
        moved them, or an optimizer lost its state."""
        own = {id(parameter) for parameter in model.parameters()}
        steps = [i for i, found in enumerate(self.before) if own & found.keys()]
        apart = any(
            self.after[i].get(key) != self.before[j].get(key) for i, j in pairwise(steps) for key in own & self.before[j].keys()
        )
        forgot = any(
            self.optimizers[i] is self.optimizers[j] and self.known_before[j] < self.known_after[i] for i, j in pairwise(steps)
        )
        return {
            "optimizers": len({id(self.optimizers[i]) for i in steps}),
            "kinds": sorted({type(self.optimizers[i]).__name__ for i in steps}),
            "moved_between": apart,
            "forgot": forgot,
        }

    def settings(self) -> dict[str, Evidence]:
        """The number of all steps, and class and settings of the optimizer that took the last one."""
        last = self.optimizers[-1] if self.optimizers else None
        return {"steps": len(self.optimizers)} | settings_of(last)


@contextmanager
def torch_steps() -> Iterator[TorchSteps]:
    """Record every optimizer step inside the `with` block."""
    from torch.optim import optimizer as torch_optimizer

    seen = TorchSteps()

    def hashes(optimizer: Any) -> dict[int, int]:
        parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
        seen.kept += parameters
        return {id(parameter): hash(parameter.detach().cpu().numpy().tobytes()) for parameter in parameters}

    def begin(optimizer: Any, *_: Any) -> None:
        seen.optimizers.append(optimizer)
        seen.before.append(hashes(optimizer))
        seen.known_before.append(len(optimizer.state))

    def end(optimizer: Any, *_: Any) -> None:
        seen.after.append(hashes(optimizer))
        seen.known_after.append(len(optimizer.state))

    handles = [
        torch_optimizer.register_optimizer_step_pre_hook(begin),
        torch_optimizer.register_optimizer_step_post_hook(end),
    ]
    try:
        yield seen
    finally:
        for handle in handles:
            handle.remove()
