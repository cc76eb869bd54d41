"""Each weight is replaced by a new nn.Parameter instead of being written over."""


# %% initialize
def xavier(fan_in, fan_out):
    a = (6 / (fan_in + fan_out)) ** 0.5
    return nn.Parameter(torch.empty(fan_out, fan_in).uniform_(-a, a))


def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            layer.weight = xavier(layer.in_features, layer.out_features)
            if layer.bias is not None:
                layer.bias = nn.Parameter(torch.zeros(layer.out_features))
    return model
