"""model.apply with a function, which also sets the biases to zero and returns the model."""


# %% initialize
def init_weights(m):
    if type(m) == nn.Linear:
        torch.nn.init.xavier_uniform_(m.weight, gain=nn.init.calculate_gain("linear"))
        if m.bias is not None:
            m.bias.data.fill_(0)


def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    return model.apply(init_weights)
