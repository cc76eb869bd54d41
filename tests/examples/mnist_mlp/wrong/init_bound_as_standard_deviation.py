"""A normal distribution whose standard deviation is the bound a.

misconception: U(-a, a) and N(0, a) are about the same.
loses: q3
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            fan_out, fan_in = layer.weight.shape
            bound = (6 / (fan_in + fan_out)) ** 0.5
            nn.init.normal_(layer.weight, 0, bound)
    return model
