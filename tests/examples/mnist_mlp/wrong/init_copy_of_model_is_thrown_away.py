"""A copy of the model is initialized, the model itself is returned.

misconception: A deep copy follows the original.
loses: q3
"""

# %% initialize
import copy


def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    fresh = copy.deepcopy(model)
    for layer in fresh.modules():
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
    return model
