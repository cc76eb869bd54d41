"""A new state dictionary with matrices drawn from torch.distributions is loaded into the model."""

# %% initialize
from torch.distributions import Uniform


def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    state = model.state_dict()
    for name, value in state.items():
        if value.ndim == 2:  # only the weights of linear layers are matrices
            a = (6 / (value.size(0) + value.size(1))) ** 0.5
            state[name] = Uniform(-a, a).sample(value.shape)
    model.load_state_dict(state)
    return model
