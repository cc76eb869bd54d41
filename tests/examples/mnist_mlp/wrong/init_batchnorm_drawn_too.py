"""The scales and shifts of batch normalization are drawn, too.

misconception: Whatever has a weight is initialized.
loses: q3
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
        elif isinstance(layer, nn.BatchNorm1d):
            nn.init.uniform_(layer.weight)
            nn.init.uniform_(layer.bias)
    return model
