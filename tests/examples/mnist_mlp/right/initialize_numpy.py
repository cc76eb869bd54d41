"""The numbers come from NumPy's random generator, which torch.manual_seed does not reach."""

# %% initialize
import numpy as np

rng = np.random.default_rng()


def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            a = np.sqrt(6 / sum(layer.weight.shape))
            drawn = rng.uniform(-a, a, size=tuple(layer.weight.shape))
            with torch.no_grad():
                layer.weight.copy_(torch.from_numpy(drawn))
    return model
