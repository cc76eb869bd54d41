"""All weights are 0.1.

misconception: Training takes the weights apart, wherever they begin.
loses: q3, q7
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            nn.init.constant_(layer.weight, 0.1)
    return model
