"""The bound is 6 / (fan_in + fan_out), without the root.

misconception: The root is left out.
loses: q3
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            fan_out, fan_in = layer.weight.shape
            bound = 6 / (fan_in + fan_out)
            nn.init.uniform_(layer.weight, -bound, bound)
    return model
