"""A torch.Generator of its own, made once for the notebook, so that torch.manual_seed has no say; parameters by dim."""

# %% initialize
generator = torch.Generator()
generator.manual_seed(20240)


def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for name, parameter in model.named_parameters():
        if name.endswith("weight") and parameter.dim() > 1:
            nn.init.xavier_uniform_(parameter, generator=generator)
        elif name.endswith("bias"):
            nn.init.constant_(parameter, 0.0)
    return model
