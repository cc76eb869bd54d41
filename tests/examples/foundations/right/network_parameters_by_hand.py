"""Weights by torch.randn in ParameterLists, no nn.Linear anywhere."""


# %% build_network
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


class Network(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        pairs = list(zip(sizes[:-1], sizes[1:]))
        self.weights = nn.ParameterList([nn.Parameter(torch.randn(fan_in, fan_out)) for fan_in, fan_out in pairs])
        self.biases = nn.ParameterList([nn.Parameter(torch.randn(fan_out)) for _, fan_out in pairs])

    def forward(self, x):
        for w, b in zip(self.weights, self.biases):
            x = torch.sigmoid(x @ w + b)
        return x


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each of them."""
    return Network(sizes)
