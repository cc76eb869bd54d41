"""A module of its own with a ModuleList and a loop."""


# %% build_network
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


class Network(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1))
        for p in self.parameters():
            p.data.normal_(0, 1)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x).sigmoid()
        return x


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each of them."""
    return Network(sizes)
