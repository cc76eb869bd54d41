"""Parameters filled through .data, torch.autograd.grad instead of backward, gradient descent by hand."""


# %% symmetry
def constant_network(value):
    """Return a network 3 → 5 → 1 with a sigmoid in between, all of whose weights and biases are `value`."""
    network = nn.Sequential(nn.Linear(3, 5), nn.Sigmoid(), nn.Linear(5, 1))
    for layer in network:
        if isinstance(layer, nn.Linear):
            layer.weight.data.fill_(value)
            layer.bias.data.fill_(value)
    return network


def first_layer_gradient(network, x, y):
    """Return the gradient of the mean squared error by the first weight matrix, a tensor (5, 3). x (N, 3), y (N, 1)."""
    network.zero_grad()
    loss = ((network(x) - y) ** 2).mean()
    (gradient,) = torch.autograd.grad(loss, network[0].weight)
    return gradient


def first_weights_after(network, x, y, steps, learning_rate=0.5):
    """Train by plain gradient descent on the mean squared error; return the first weight matrix afterwards, (5, 3)."""
    parameters = list(network.parameters())
    for _ in range(steps):
        loss = ((network(x) - y) ** 2).mean()
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter -= learning_rate * gradient
    return network[0].weight.detach()
