"""The root is forgotten: the sums of squares are returned.

misconception: The norm is the sum of squares.
loses: q4
"""


# %% deep_network
def deep_network(depth, activation):
    """Return 20 → 50 → … → 50 → 1 with `depth` hidden layers; `activation` is "sigmoid" or "ReLU".

    Weights: Xavier normal with sigmoids, He normal with ReLU, in all layers. Biases: 0.
    """
    layers, inputs = [], 20
    for _ in range(depth):
        layers += [nn.Linear(inputs, 50), nn.Sigmoid() if activation == "sigmoid" else nn.ReLU()]
        inputs = 50
    layers.append(nn.Linear(inputs, 1))
    for layer in layers:
        if isinstance(layer, nn.Linear):
            if activation == "sigmoid":
                nn.init.xavier_normal_(layer.weight)
            else:
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)


def gradient_norms(network, x, y):
    """Return the norm (root of the sum of squares) of the gradient of each weight matrix, first layer to last: a list of numbers.

    The loss is the mean squared error; x (N, 20), y (N, 1).
    """
    network.zero_grad()
    nn.functional.mse_loss(network(x), y).backward()
    norms = [(layer.weight.grad**2).sum().item() for layer in network if isinstance(layer, nn.Linear)]
    return norms
