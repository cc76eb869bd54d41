"""Another new linear layer is put into the network, so that the drawn weights are lost.

misconception: nn.Linear(…) names the layer made before.
loses: q5
"""


# %% build_network
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each of them."""
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        linear = nn.Linear(inputs, outputs)
        # Draw all from N(0, 1). With PyTorch's smaller weights the deep network hardly starts to learn; the assignment
        # `initialization` shows why.
        for parameter in linear.parameters():
            nn.init.normal_(parameter)
        layers += [nn.Linear(inputs, outputs), nn.Sigmoid()]
    return nn.Sequential(*layers)
