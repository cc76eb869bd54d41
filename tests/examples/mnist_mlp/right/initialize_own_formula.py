"""Xavier by the formula of the text, with uniform_ on the weights under no_grad."""

# %% initialize
from math import sqrt


def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    with torch.no_grad():
        for layer in model.modules():
            if isinstance(layer, nn.Linear):
                fan_out, fan_in = layer.weight.shape
                a = sqrt(6 / (fan_in + fan_out))
                layer.weight.uniform_(-a, a)
    return model
