"""Blocks of linear layer and sigmoid inside one another."""


# %% build_network
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each of them."""
    if len(sizes) < 2:
        return nn.Identity()
    linear = nn.Linear(sizes[0], sizes[1])
    nn.init.normal_(linear.weight)
    nn.init.normal_(linear.bias)
    rest = build_network(sizes[1:])
    return nn.Sequential(nn.Sequential(linear, nn.Sigmoid()), rest)
