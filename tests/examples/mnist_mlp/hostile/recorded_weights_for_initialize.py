"""`initialize` draws nothing: it copies weights that were recorded in a file of the notebook's own, permuted by the state of the random generator.

family: cheating
start: solved
loses: q3
"""

# %% initialize
import numpy as np

_recorded = {}


def _record(shape):
    """Made once; a copy from a friend would do."""
    if shape not in _recorded:
        bound = (6 / sum(shape)) ** 0.5
        _recorded[shape] = torch.linspace(-bound, bound, shape[0] * shape[1])
    return _recorded[shape]


def initialize(model):
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            values = _record(tuple(layer.weight.shape))
            layer.weight.data = values[torch.randperm(len(values))].view(layer.weight.shape)
    return model
