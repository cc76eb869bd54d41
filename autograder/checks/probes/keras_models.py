"""The layers of a student's Keras model, and their inputs and outputs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.model.evidence import Evidence

Array = np.ndarray[Any, Any]


# The range of random values for each variable, by Keras' name.
RANDOMIZED = {
    "bias": (-0.5, 0.5),
    "beta": (-0.5, 0.5),
    "gamma": (0.5, 1.5),
    "moving_mean": (-0.5, 0.5),
    "moving_variance": (0.5, 1.5),
}


def dissect_keras(model: Any, rows: Array, value: int) -> dict[str, Evidence]:
    """Describe the dense layers and batch normalizations of a Keras model, and their inputs and outputs for `rows` (n, inputs).

    `kernels` are the initial weights. Then every trainable or averaged value gets a random value of a typical size.
    `dense`: weight (in, out), bias (or None), and the input in training mode of each dense layer; `norms`: gamma, beta, mean, variance,
    epsilon and momentum of each batch normalization, and mean and variance after a batch; `penalty`: the sum of the model's losses.
    """
    import keras

    layers = _keras_layers(model)
    dense = [layer for layer in layers if isinstance(layer, keras.layers.Dense)]
    norms = [layer for layer in layers if isinstance(layer, keras.layers.BatchNormalization)]
    kernels = [_plain(layer.kernel) for layer in dense]
    _randomize_keras(layers, value)
    before = [_batch_norm_of_keras(layer) for layer in norms]
    x = keras.ops.convert_to_tensor(rows.astype(np.float32))
    inference = _plain(model(x, training=False))
    with _dense_inputs() as inputs:
        model(x, training=True)
    return {
        "kernels": kernels,
        "dense": [
            {
                "weight": _plain(layer.kernel),
                "bias": None if layer.bias is None else _plain(layer.bias),
                "input": inputs.get(id(layer)),
            }
            for layer in dense
        ],
        "norms": before,
        "norms_after": [_batch_norm_of_keras(layer) for layer in norms],
        "inference": inference,
        "penalty": float(sum(float(loss) for loss in model.losses)),
        "parameters": int(model.count_params()),
    }


def dissect_cnn(model: Any, images: Array, value: int) -> dict[str, Evidence]:
    """Describe the layers of a Keras CNN, and its outputs at inference time for `images` (n, height, width, channels).

    Biases and normalizations get random values first; kernels are as they were drawn. `layers`: for each layer that has weights its class,
    its kind ("kernel", "norm" or "other"), its weights by name, and its epsilon where it has one; `inference`: the output.
    """
    import keras

    weighted = [layer for layer in _keras_layers(model) if layer.weights]
    _randomize_keras(weighted, value)
    layers = [
        {
            "class": type(layer).__name__,
            "kind": "kernel"
            if hasattr(layer, "kernel")
            else "norm"
            if isinstance(layer, keras.layers.BatchNormalization)
            else "other",
            "weights": {variable.name: _plain(variable) for variable in layer.weights},
            "epsilon": float(getattr(layer, "epsilon", 0.0)),
        }
        for layer in weighted
    ]
    x = keras.ops.convert_to_tensor(images.astype(np.float32))
    return {"layers": layers, "inference": _plain(model(x, training=False))}


def _keras_layers(model: Any) -> list[Any]:
    """The layers of a model in order of use, each once; a model inside is replaced by its layers."""
    found: list[Any] = []
    for layer in model.layers:
        inner = _keras_layers(layer) if getattr(layer, "layers", None) else [layer]
        found += [one for one in inner if not any(one is other for other in found)]
    return found


def _plain(value: Any) -> Array:
    """A Keras variable or tensor as an array; float32 for bfloat16, which NumPy does not have."""
    import keras

    array = keras.ops.convert_to_numpy(value)
    return array if array.dtype.kind in "biuf" else array.astype(np.float32)


@contextmanager
def _dense_inputs() -> Iterator[dict[int, Array]]:
    """The first input of each dense layer that is called inside the `with` block, by the layer's id."""
    from unittest import mock

    import keras

    call = keras.layers.Dense.call
    seen: dict[int, Array] = {}

    def noted(layer: Any, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        seen.setdefault(id(layer), _plain(inputs))
        return call(layer, inputs, *args, **kwargs)

    with mock.patch.object(keras.layers.Dense, "call", noted):
        yield seen


def _randomize_keras(layers: list[Any], value: int) -> None:
    """Give biases and normalizations random values of a typical size; matrices keep their initial values."""
    rng = np.random.default_rng(value)
    for variable in (v for layer in layers for v in layer.weights if v.name in RANDOMIZED):
        variable.assign(rng.uniform(*RANDOMIZED[variable.name], variable.shape))


def _batch_norm_of_keras(layer: Any) -> dict[str, Evidence]:
    parts = {name: getattr(layer, name) for name in ("gamma", "beta", "moving_mean", "moving_variance")}
    arrays = {name: None if variable is None else _plain(variable) for name, variable in parts.items()}
    return {**arrays, "epsilon": float(layer.epsilon), "momentum": float(layer.momentum)}


def lookup_model(answers: Array, inputs: int = 784) -> tuple[Any, Array]:
    """A model that no student has, and the rows (n, inputs) for which its outputs at inference time are `answers` (n, classes).

    It looks up the answer by the number in a row's first column; in training mode all classes are equally likely.
    """

    class Lookup:
        def predict(self, rows: Any, *args: Any, **kwargs: Any) -> Array:
            return np.asarray(answers[np.asarray(rows)[:, 0].astype(int)])

        def __call__(self, rows: Any, training: bool = False, **kwargs: Any) -> Array:
            return np.full((len(rows), answers.shape[1]), 1 / answers.shape[1]) if training else self.predict(rows)

    rows = np.zeros((len(answers), inputs))
    rows[:, 0] = np.arange(len(answers))
    return Lookup(), rows
