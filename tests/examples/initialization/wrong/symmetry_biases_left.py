"""Only the weight matrices are made constant; the biases stay as PyTorch draws them.

misconception: Biases are not weights, so they do not count.
loses: q2
"""


# %% symmetry
def constant_network(value):
    """Return a network 3 → 5 → 1 with a sigmoid in between, all of whose weights and biases are `value`."""
    network = nn.Sequential(nn.Linear(3, 5), nn.Sigmoid(), nn.Linear(5, 1))
    for layer in (network[0], network[2]):
        nn.init.constant_(layer.weight, value)
    return network


def first_layer_gradient(network, x, y):
    """Return the gradient of the mean squared error by the first weight matrix, a tensor (5, 3). x (N, 3), y (N, 1)."""
    network.zero_grad()
    nn.functional.mse_loss(network(x), y).backward()
    gradient = network[0].weight.grad
    return gradient


def first_weights_after(network, x, y, steps, learning_rate=0.5):
    """Train by plain gradient descent on the mean squared error; return the first weight matrix afterwards, (5, 3)."""
    optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)
    for step in range(steps):
        optimizer.zero_grad()
        nn.functional.mse_loss(network(x), y).backward()
        optimizer.step()
    return network[0].weight.detach()
