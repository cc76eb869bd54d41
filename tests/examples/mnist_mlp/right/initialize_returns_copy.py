"""The model that is returned is an initialized copy; the one that was handed in stays as it was."""

# %% initialize
import copy


def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    fresh = copy.deepcopy(model)
    for layer in fresh.modules():
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
    return fresh
