"""The bound is written out by hand, with a fan_out of 100 for every layer: the last one has 10, other networks other sizes.

misconception: fan_out is the number of hidden units, which is 100 in this notebook.
loses: q3
"""

# %% initialize
def initialize(model):
    """Draw every weight matrix of `model` from the Xavier uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            bound = (6 / (layer.in_features + 100)) ** 0.5
            nn.init.uniform_(layer.weight, -bound, bound)
    return model
