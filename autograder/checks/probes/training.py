"""Records of training runs: Keras histories, calls of `fit`, and the objects that a student's function makes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.probes.torch_models import parameters_of
from autograder.model.evidence import Evidence

Array = np.ndarray[Any, Any]


def history_of(history: Any) -> dict[str, list[float]]:
    """A Keras History, or its dictionary, as plain numbers."""
    return {str(key): [float(value) for value in values] for key, values in getattr(history, "history", history).items()}


@dataclass
class Training:
    """A record of all calls of Keras' `fit` for one network."""

    model: Any
    optimizers: list[Any] = field(default_factory=list)
    history: dict[str, list[float]] = field(default_factory=dict)
    goes_on: bool = False
    """Whether a second optimizer continued with a network that another one had trained (its biases were no longer 0)."""
    moved_between: bool = False
    """Whether the weights changed between two calls of `fit`."""
    left: list[Array] = field(default_factory=list)  # the weights after the last call


@contextmanager
def keras_trainings() -> Iterator[list[Training]]:
    """Record every network that `fit` trains inside the `with` block."""
    from unittest import mock

    import keras

    fit = keras.Model.fit
    seen: list[Training] = []

    def noted(model: Any, *args: Any, **kwargs: Any) -> Any:
        training = next((one for one in seen if one.model is model), None)
        if training is None:
            training = Training(model)
            seen.append(training)
        if any(one is not model.optimizer for one in training.optimizers):
            training.goes_on |= any(np.any(w) for w in model.get_weights() if w.ndim == 1)
        training.optimizers.append(model.optimizer)
        training.moved_between |= bool(training.left) and not all(
            np.array_equal(before, now) for before, now in zip(training.left, model.get_weights(), strict=True)
        )
        result = fit(model, *args, **kwargs)
        training.left = model.get_weights()
        for key, values in history_of(result).items():
            training.history.setdefault(key, []).extend(values)
        return result

    with mock.patch.object(keras.Model, "fit", noted):
        yield seen


def keras_training(train: Any, *arguments: Any, inputs: Array) -> dict[str, Evidence]:
    """Record `train(*arguments)`, which returns a Keras model and its history, and the network's `answers` for `inputs`.

    `history` by key; `steps` and `name` of the model's optimizer; `moved`, whether something other than `fit` changed the weights between
    two epochs.
    """
    with keras_trainings() as seen:
        model, history = train(*arguments)
    return {
        "history": history_of(history),
        "answers": model.predict(inputs, verbose=0),
        "steps": int(np.asarray(model.optimizer.iterations)),
        "name": str(model.optimizer.name),
        "moved": any(one.moved_between for one in seen),
    }


Data = tuple[Array, Array]  # arguments of Keras: inputs and labels


def compared_optimizers(
    compare: Any, factory: str, rates: dict[str, float], train: Data, validation: Data, epochs: int
) -> dict[str, Evidence]:
    """Record `compare(train, validation, epochs)`, which trains a network with each optimizer from the student's `factory`.

    Gradient descent at the rates in `rates` replaces the optimizers with these names: it stays at a rate of 0, and climbs below 0.
    `histories` by the optimizers' names; `trainings`, for each trained network: the `names` of the optimizers that trained it, whether
    one continued with another's network (`goes_on`), the `loss` by epoch, and the `answers` for the validation inputs.
    """
    from unittest import mock

    import keras

    made: list[dict[str, Any]] = []
    original = compare.__globals__[factory]

    def make() -> dict[str, Any]:
        usual = original()
        made.append({str(key): keras.optimizers.SGD(rates[key]) if key in rates else usual[key] for key in usual})
        return made[-1]

    def names(training: Training) -> list[str]:
        return [key for some in made for key, value in some.items() if any(value is one for one in training.optimizers)]

    with mock.patch.dict(compare.__globals__, {factory: make}), keras_trainings() as trainings:
        found = compare(train, validation, epochs)
    return {
        "histories": {str(key): history_of(history) for key, history in found.items()},
        "trainings": [
            {
                "names": names(one),
                "goes_on": one.goes_on,
                "loss": one.history.get("loss", []),
                "answers": np.asarray(one.model(validation[0], training=False)),
            }
            for one in trainings
        ],
    }


@contextmanager
def called(function: Any, name: str) -> Iterator[list[dict[str, Evidence]]]:
    """The arguments, by name, of each call of the student's `name` while their `function` runs.

    Only numbers, strings and copies of arrays are kept.
    """
    import inspect
    from unittest import mock

    variables = getattr(function, "__globals__", {})
    original: Any = variables.get(name)
    seen: list[dict[str, Evidence]] = []

    def noted(*args: Any, **kwargs: Any) -> Any:
        given = inspect.signature(original).bind(*args, **kwargs).arguments
        seen.append({key: copy(value) for key, value in given.items() if isinstance(value, (int, float, str, np.ndarray))})
        return original(*args, **kwargs)

    with mock.patch.dict(variables, {name: noted}) if callable(original) else nullcontext():
        yield seen


@contextmanager
def watched(function: Any, name: str, look: Callable[[Any], Evidence]) -> Iterator[list[Evidence]]:
    """Collect `look(object)` for each object that the student's `name`, a class or a function, makes while their `function` runs."""
    from unittest import mock

    original: Any = getattr(function, "__globals__", {}).get(name)
    seen: list[Evidence] = []

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        seen.append(look(self))

    def make(*args: Any, **kwargs: Any) -> Any:
        made = original(*args, **kwargs)
        seen.append(look(made))
        return made

    if isinstance(original, type):  # it may refer to itself by name, so the name must stay bound to it
        begin = original.__init__  # type: ignore[misc]
        patch: Any = mock.patch.object(original, "__init__", init)
    else:
        patch = mock.patch.dict(function.__globals__, {name: make}) if callable(original) else nullcontext()
    with patch:
        yield seen


class _Enough(BaseException):
    """The function has been watched for long enough. Not an Exception, which the student's code may well catch."""


def until_learned(function: Callable[[], tuple[Any, Any]], watch: Any, trainer: str, needed: int) -> dict[str, Evidence]:
    """What `function` does, which calls the student's function `watch` to train torch networks until one has learned its task.

    `watch` trains by calling the student's `trainer`, which returns losses: these are listed in `trainings`. After more than
    `needed` of them it is stopped, and there is nothing else. Otherwise `learned` holds each parameter of the network that it
    returned, (1, …), and `losses` the losses that it returned.
    """
    trainings: list[Evidence] = []

    def look(losses: Any) -> Evidence:
        trainings.append([float(loss) for loss in losses])
        if len(trainings) > needed:
            raise _Enough
        return None

    try:
        with watched(watch, trainer, look):
            model, losses = function()
    except _Enough:
        return {"trainings": trainings, "learned": [], "losses": []}
    learned = [parameter[None] for parameter in parameters_of(model).values()]
    return {"trainings": trainings, "learned": learned, "losses": [float(loss) for loss in losses]}
