"""add_module, one nn.Sigmoid shared by all layers, weights drawn at the end."""


# %% build_network
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each of them."""
    network, activation = nn.Sequential(), nn.Sigmoid()
    for i in range(1, len(sizes)):
        network.add_module(f"linear{i}", nn.Linear(sizes[i - 1], sizes[i]))
        network.add_module(f"sigmoid{i}", activation)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(torch.randn_like(parameter))
    return network
