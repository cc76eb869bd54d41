"""One hidden layer only, whatever the sizes say.

misconception: The first and the last layers are what matters.
loses: q5
"""


# %% build_network
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each of them."""
    layers = []
    sizes = [sizes[0], sizes[1], sizes[-1]]
    for inputs, outputs in zip(sizes, sizes[1:]):
        linear = nn.Linear(inputs, outputs)
        # Draw all from N(0, 1). With PyTorch's smaller weights the deep network hardly starts to learn; the assignment
        # `initialization` shows why.
        for parameter in linear.parameters():
            nn.init.normal_(parameter)
        layers += [linear, nn.Sigmoid()]
    return nn.Sequential(*layers)
