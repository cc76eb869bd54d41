"""Everything that is no matrix becomes zero, the scales of batch normalization, too; nothing gets through them.

misconception: What is no matrix is a bias.
loses: q3, q7, q8
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for parameter in model.parameters():
        if parameter.dim() > 1:
            nn.init.xavier_uniform_(parameter)
        else:
            nn.init.zeros_(parameter)
    return model
