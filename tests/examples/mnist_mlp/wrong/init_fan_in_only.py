"""The bound is sqrt(6 / fan_in).

misconception: Only what comes in counts.
loses: q3
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            fan_out, fan_in = layer.weight.shape
            bound = (6 / fan_in) ** 0.5
            nn.init.uniform_(layer.weight, -bound, bound)
    return model
