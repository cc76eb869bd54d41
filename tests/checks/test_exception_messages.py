"""What is told of an exception: its message without lists of many lines, and what was fed to a layer of another size."""

import keras
import numpy as np
import pytest
import torch

from autograder.checks.exception_messages import advice, message_of


def raised_by(function):
    with pytest.raises(Exception) as error:
        function()
    return error.value


def test_a_layer_of_torch_that_is_fed_rows_of_another_size():
    error = raised_by(lambda: torch.nn.Linear(28, 100)(torch.zeros(120, 784)))
    assert message_of(error) == "mat1 and mat2 shapes cannot be multiplied (120x784 and 28x100)"
    assert advice(error) == ". The layer takes rows of 28 numbers, but was given 120 rows of 784."


def test_a_layer_of_keras_that_is_fed_rows_of_another_size():
    model = keras.Sequential([keras.layers.Input((64,)), keras.layers.Dense(10)])
    error = raised_by(lambda: model(np.zeros((20, 784))))
    assert "\n" not in message_of(error) and "\x1b" not in message_of(error)
    assert "Arguments received" in str(error) and "Arguments received" not in message_of(error)
    assert advice(error) == ". The layer takes rows of 64 numbers, but was given an array of the shape (20, 784)."


@pytest.mark.parametrize("error", [ValueError("a\n  b"), KeyError("x"), RuntimeError()])
def test_other_messages_stay_as_they_are(error):
    assert (message_of(error), advice(error)) == (str(error), "")
