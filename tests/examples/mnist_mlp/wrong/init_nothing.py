"""Nothing is drawn: the model keeps PyTorch's default.

misconception: PyTorch initializes by Xavier anyway.
loses: q3
"""


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    return model
