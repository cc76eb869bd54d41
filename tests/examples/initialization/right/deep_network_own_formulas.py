"""The weights are drawn by own formulas, and the norm is the root of a sum of squares."""


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
            fan_out, fan_in = layer.weight.shape
            variance = 2 / (fan_in + fan_out) if activation == "sigmoid" else 2 / fan_in
            layer.weight.data = torch.randn(fan_out, fan_in) * variance**0.5
            layer.bias.data *= 0
    return nn.Sequential(*layers)


def gradient_norms(network, x, y):
    """Return the norm (root of the sum of squares) of the gradient of each weight matrix, first layer to last: a list of numbers.

    The loss is the mean squared error; x (N, 20), y (N, 1).
    """
    network.zero_grad()
    nn.functional.mse_loss(network(x), y).backward()
    norms = []
    for name, parameter in network.named_parameters():
        if name.endswith("weight"):
            norms.append(float(torch.sqrt(torch.sum(parameter.grad**2))))
    return norms
