"""New parameters instead of filled ones, and the gradient by the chain rule, written out."""


# %% symmetry
def constant_network(value):
    """Return a network 3 → 5 → 1 with a sigmoid in between, all of whose weights and biases are `value`."""
    network = nn.Sequential(nn.Linear(3, 5), nn.Sigmoid(), nn.Linear(5, 1))
    network[0].weight = nn.Parameter(torch.full((5, 3), float(value)))
    network[0].bias = nn.Parameter(torch.full((5,), float(value)))
    network[2].weight = nn.Parameter(torch.ones(1, 5) * value)
    network[2].bias = nn.Parameter(torch.ones(1) * value)
    return network


def first_layer_gradient(network, x, y):
    """Return the gradient of the mean squared error by the first weight matrix, a tensor (5, 3). x (N, 3), y (N, 1)."""
    network.zero_grad()
    with torch.no_grad():
        hidden = network[:2](x)
        delta = 2 * (network[2](hidden) - y) / len(x)
        delta = delta @ network[2].weight * hidden * (1 - hidden)
        gradient = delta.T @ x
    return gradient


def first_weights_after(network, x, y, steps, learning_rate=0.5):
    """Train by plain gradient descent on the mean squared error; return the first weight matrix afterwards, (5, 3)."""
    optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)

    def closure():
        optimizer.zero_grad()
        loss = (network(x) - y).pow(2).sum() / y.numel()
        loss.backward()
        return loss

    for step in range(steps):
        optimizer.step(closure)
    return network[0].weight.detach()
