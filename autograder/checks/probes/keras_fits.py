"""Keras trainings made cheap: steps taken one by one, which are noted, and a `fit` that is only played.

To trace a network takes Keras a second, which pays after a hundred steps. These trainings have a few, so they run eagerly.
"""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from unittest import mock

import numpy as np

from autograder.checks.probes.training import history_of, keras_training
from autograder.model.evidence import Evidence

Array = np.ndarray[Any, Any]
NOT_GIVEN = -1  # instead of the number of an image


class EnoughError(BaseException):
    """Ends a training of which enough is known. No student's `except Exception` catches it."""


@dataclass
class FirstStep:
    """The first step of a training, before it moves anything."""

    numbers: list[int]  # of the batch's images
    answers: Array  # at inference time
    penalty: float  # the sum of the model's losses
    loss: float = float("nan")  # as Keras reports it after the step


@dataclass
class NotedTraining:
    """The steps that Keras takes with one network."""

    model: Any
    before: list[Array]  # the weights
    batches: list[list[int]] = field(default_factory=list)
    """The numbers of the images in each batch; NOT_GIVEN for one that is not among the given images."""
    first: FirstStep | None = None
    left: list[Array] = field(default_factory=list)  # the weights after the last step
    keys: list[str] = field(default_factory=list)  # of what Keras measures
    moved: bool = False
    """Whether something else changed the weights between two steps."""

    def begin(self) -> None:
        """Note the weights before a step."""
        self.moved |= bool(self.left) and not all(map(np.array_equal, self.left, self.model.get_weights()))


@contextmanager
def noted_steps(images: Array, only_begin: bool = False) -> Iterator[list[NotedTraining]]:
    """Have Keras train eagerly meanwhile, and note each step of each network; `images` are those of the training set.

    With `only_begin` EnoughError ends the training before its first step.
    """
    import keras

    numbers = {row.tobytes(): number for number, row in enumerate(_rows(images))}
    step, seen = keras.Model.train_step, list[NotedTraining]()

    def noted(model: Any, data: Any) -> Any:
        training = next((one for one in seen if one.model is model), None)
        if training is None:
            seen.append(training := NotedTraining(model, model.get_weights()))
        training.begin()
        batch = keras.ops.convert_to_numpy(data[0])
        training.batches.append([numbers.get(row.tobytes(), NOT_GIVEN) for row in _rows(batch)])
        if only_begin:
            raise EnoughError
        if training.first is None:
            answers = keras.ops.convert_to_numpy(model(data[0], training=False))
            training.first = FirstStep(training.batches[0], answers, float(sum(float(loss) for loss in model.losses)))
        logs = step(model, data)
        if not training.left:
            training.first.loss, training.keys = float(logs.get("loss", np.nan)), [str(key) for key in logs]
        training.left = model.get_weights()
        return logs

    with eager(), mock.patch.object(keras.Model, "train_step", noted):
        yield seen


@contextmanager
def eager() -> Iterator[None]:
    """Have Keras' models train and evaluate eagerly meanwhile, however they are compiled, and `fit` take its batches the short way."""
    import keras

    always = property(lambda model: True, lambda model, value: None)
    with (
        mock.patch.object(keras.Model, "run_eagerly", always),
        mock.patch.object(keras.Model, "fit", _short_fit(keras.Model.fit)),
    ):
        yield


def _short_fit(original: Any) -> Any:
    """Keras' `fit` on datasets instead of arrays: the datasets that it makes of arrays take it a tenth of a second each."""
    signature = inspect.signature(original)

    @wraps(original)
    def fit(model: Any, *args: Any, **kwargs: Any) -> Any:
        given = signature.bind(model, *args, **kwargs)
        _take_datasets(given.arguments)
        return original(*given.args, **given.kwargs)

    return fit


def _take_datasets(given: dict[str, Any]) -> None:
    """Put datasets in the place of arrays among the arguments of `fit`, if these are only those of most trainings."""
    usual = {"self", "x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_data", "shuffle", "initial_epoch"}
    train, validation = (given.get("x"), given.get("y")), given.get("validation_data")
    if not given.keys() <= usual or not all(map(_are_arrays, [train] if validation is None else [train, validation])):
        return
    size, shuffled = given.pop("batch_size", None) or 32, given.get("shuffle", True)
    images = _dataset(train)
    given["x"] = (images.shuffle(images.cardinality()) if shuffled else images).batch(size)
    given["shuffle"] = False  # again
    del given["y"]
    if validation is not None:
        given["validation_data"] = _dataset(validation).batch(size)


def _are_arrays(pair: Any) -> bool:
    return len(pair) == 2 and all(isinstance(part, np.ndarray) for part in pair) and len(pair[0]) == len(pair[1]) > 0


def _dataset(pair: Any) -> Any:
    """A dataset of images and labels, in Keras' precision."""
    import keras
    import tensorflow as tf

    precise = (part.astype(keras.config.floatx()) if part.dtype.kind == "f" else part for part in pair)
    return tf.data.Dataset.from_tensor_slices(tuple(precise))


@contextmanager
def replaced(function: Any, name: str, value: Any) -> Iterator[None]:
    """Have the student's `function` find `value` under this name of the notebook meanwhile."""
    with mock.patch.dict(function.__globals__, {name: value}):
        yield


def small_cnn() -> Any:
    """A CNN for digits with few units: two convolutions with max-pooling, a dense layer, dropout and a softmax."""
    import keras

    layers = keras.layers
    convolutions = [
        layer for _ in range(2) for layer in (layers.Conv2D(8, 3, padding="same", activation="relu"), layers.MaxPooling2D())
    ]
    dense = [layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dropout(0.2), layers.Dense(10, activation="softmax")]
    return keras.Sequential([layers.Input((28, 28, 1)), *convolutions, *dense])


def smallest_cnn() -> Any:
    """What is left of a CNN for digits without convolutions and hidden layers: a softmax of the pixels."""
    import keras

    layers = keras.layers
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])


def noted_training(
    train: Any, *arguments: Any, images: Array, inputs: Array, optimizer: Any = None
) -> tuple[dict[str, Evidence], list[NotedTraining]]:
    """What `train(*arguments)`, which returns a Keras model and its history, did; and the trainings of each network.

    `history` by key; `answers` for `inputs`, and `shapes` of the weights, of the model; `steps` and `names` (its own and those of its
    classes) of the optimizer, which is the model's unless one is given; `batches`: the numbers of the training `images` in each;
    `first`: the numbers, answers, penalty and loss of the first step, None if Keras did not take it; `moves`: how far a weight of each array
    has moved at most, or each bias, if Keras took no step; `moved`: whether something other than the optimizer changed the weights
    between two steps.
    """
    with noted_steps(images) as seen:
        model, history = train(*arguments)
    used = model.optimizer if optimizer is None else optimizer
    own = next((one for one in seen if one.model is model), None)
    trained = seen if own else [*seen, NotedTraining(model, [], left=model.get_weights())]
    first = None if own is None or own.first is None else dict(vars(own.first))
    return {
        "history": history_of(history),
        "answers": np.asarray(model(inputs, training=False)),
        "shapes": [list(array.shape) for array in model.get_weights()],
        "steps": int(np.asarray(used.iterations)),
        "names": [str(used.name), *(kind.__name__ for kind in type(used).__mro__)],
        "batches": [batch for one in seen for batch in one.batches],
        "first": first,
        "moves": [float(np.abs(after - before).max()) for before, after in _known_weights(model, own)],
        "moved": any(one.moved for one in seen),
    }, trained


def _known_weights(model: Any, own: NotedTraining | None) -> list[tuple[Array, Array]]:
    """The arrays of a model's weights, as they were and as they are; of one whose steps were not seen those that began as 0."""
    now = model.get_weights()
    return (
        [(np.zeros_like(array), array) for array in now if array.ndim == 1]
        if own is None
        else list(zip(own.before, now, strict=True))
    )


def begun_again(train: Any, *arguments: Any, images: Array, trained: list[NotedTraining]) -> dict[str, Evidence]:
    """How a further training begins, which is ended before its first step: with weights of these `shapes`, and with a `new` network?

    `trained` are the trainings before.
    """
    result = None
    with noted_steps(images, only_begin=True) as seen, _fit_that_ends(seen), suppress(EnoughError):
        result = train(*arguments)
    model = seen[0].model if result is None else result[0]
    return {"new": _is_new(model, trained), "shapes": [list(array.shape) for array in model.get_weights()]}


def played_training(train: Any, *arguments: Any, images: Array, trained: list[NotedTraining]) -> dict[str, Evidence]:
    """What `train(*arguments)` makes of a `fit` that trains nothing, and whose losses rise from epoch to epoch.

    `history`: the one that `train` returns, None where it takes steps without `fit`; `new`: see `begun_again`.
    """
    keys = [key for one in trained[:1] for key in one.keys]
    result = None
    with noted_steps(images, only_begin=True) as seen, _played_fit(keys) as models, suppress(EnoughError):
        result = train(*arguments)
    model = models[0] if models else seen[0].model if result is None else result[0]
    return {"history": None if result is None else history_of(result[1]), "new": _is_new(model, trained)}


def _is_new(model: Any, trained: list[NotedTraining]) -> bool:
    """Whether the model is none that was trained, and no array of its weights is one of theirs."""
    weights = model.get_weights()
    left = [array for one in trained for array in one.left if np.any(array)]
    copied = any(np.array_equal(own, other) for own in weights for other in left if own.shape == other.shape)
    return not copied and all(one.model is not model for one in trained)


@contextmanager
def _fit_that_ends(seen: list[NotedTraining]) -> Iterator[None]:
    """Stand in for `fit`: note the network, and end the training."""
    import keras

    def fit(model: Any, *args: Any, **kwargs: Any) -> None:
        seen.append(NotedTraining(model, model.get_weights()))
        raise EnoughError

    with mock.patch.object(keras.Model, "fit", fit):
        yield


@contextmanager
def _played_fit(keys: list[str]) -> Iterator[list[Any]]:
    """Stand in for `fit`, which measures `keys`: callbacks are called, and may stop it, but no step is taken. The models that it is for."""
    import keras

    signature = inspect.signature(keras.Model.fit)
    models: list[Any] = []

    def fit(model: Any, *args: Any, **kwargs: Any) -> Any:
        given = signature.bind(model, *args, **kwargs)
        given.apply_defaults()
        epochs = range(given.arguments["initial_epoch"], given.arguments["epochs"])
        callbacks = keras.callbacks.CallbackList(
            given.arguments["callbacks"], add_history=True, model=model, epochs=len(epochs), verbose=0
        )
        model.stop_training, logs = False, {}
        callbacks.on_train_begin()
        for epoch in epochs:
            models.append(model)
            callbacks.on_epoch_begin(epoch)
            logs = {f"{part}{key}": _worse(key, len(models)) for part in ("", "val_") for key in keys}
            callbacks.on_epoch_end(epoch, logs)
            if model.stop_training:
                break
        callbacks.on_train_end(logs)
        return model.history

    with mock.patch.object(keras.Model, "fit", fit):
        yield models


def _worse(key: str, epoch: int) -> float:
    """A loss that rises, or an accuracy that falls."""
    return 1 / (1 + epoch) if "acc" in key else 1 + epoch / 8


def _rows(images: Array) -> Array:
    return np.ascontiguousarray(np.asarray(images, dtype=np.float32).reshape(len(images), -1))


@contextmanager
def softmax_regressions(function: Any, name: str) -> Iterator[list[tuple[Any, list[Array]]]]:
    """While the student's `function` runs, its `name`, which makes a Keras CNN for images (28, 28, 1), makes a softmax regression instead.

    That is trained in a moment. Collects each of them with its first weights.
    """
    made: list[tuple[Any, list[Array]]] = []

    def make(*_: Any, **__: Any) -> Any:
        model = smallest_cnn()
        made.append((model, model.get_weights()))
        return model

    variables = getattr(function, "__globals__", {})
    with mock.patch.dict(variables, {name: make}) if name in variables else nullcontext():
        yield made


def stand_in_training(run: Any, builder: str, *arguments: Any, inputs: Array) -> dict[str, Evidence]:
    """What `keras_training` notes of `run(*arguments)` while `softmax_regressions` stand in for the networks of the student's `builder`.

    Adds the learning `rate`, and the network's weights at the `start` and at the `end`: none, if the builder did not make it.
    """
    model: Any = None

    def train() -> Any:
        nonlocal model
        model, history = run(*arguments)
        return model, history

    with softmax_regressions(run, builder) as made, eager():
        found = keras_training(train, inputs=inputs)
    start: list[Evidence] = next(([*weights] for one, weights in made if one is model), [])
    end = [np.asarray(weights) for weights in model.get_weights()] if start else []
    return found | {"start": start, "end": end, "rate": float(np.asarray(model.optimizer.learning_rate))}
