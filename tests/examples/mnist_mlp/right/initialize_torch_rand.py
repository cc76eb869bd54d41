"""Xavier from torch.rand, stretched and shifted, put into weight.data; biases are zeros."""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            bound = torch.tensor(6.0 / (layer.in_features + layer.out_features)).sqrt()
            layer.weight.data = 2 * bound * torch.rand(layer.out_features, layer.in_features) - bound
            layer.bias.data.zero_()
    return model
