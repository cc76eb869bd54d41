"""One row is drawn and given to all units of a layer.

misconception: A bound of the right size is enough; the units need not differ.
loses: q3, q7
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            fan_out, fan_in = layer.weight.shape
            bound = (6 / (fan_in + fan_out)) ** 0.5
            layer.weight.data[:] = torch.empty(fan_in).uniform_(-bound, bound)
    return model
