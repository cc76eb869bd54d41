"""The weights are frozen for the drawing and never released.

misconception: Weights that are changed by hand must not ask for gradients.
loses: q3, q7, q8
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            layer.weight.requires_grad_(False)
            nn.init.xavier_uniform_(layer.weight)
    return model
