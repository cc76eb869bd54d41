"""He's uniform distribution instead of Xavier's.

misconception: ReLU needs He, so Xavier must mean He.
loses: q3
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
    return model
