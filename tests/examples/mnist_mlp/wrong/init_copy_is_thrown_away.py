"""A copy of the weights is drawn and thrown away.

misconception: A copy of a tensor is the tensor.
loses: q3
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            weight = layer.weight.detach().clone()
            nn.init.xavier_uniform_(weight)
    return model
