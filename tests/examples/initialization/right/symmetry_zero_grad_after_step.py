"""The network gets its numbers by load_state_dict; the gradients are forgotten after each step instead of before."""


# %% symmetry
def constant_network(value):
    """Return a network 3 → 5 → 1 with a sigmoid in between, all of whose weights and biases are `value`."""
    network = nn.Sequential(nn.Linear(3, 5), nn.Sigmoid(), nn.Linear(5, 1))
    network.load_state_dict({name: torch.full_like(tensor, value) for name, tensor in network.state_dict().items()})
    return network


def first_layer_gradient(network, x, y):
    """Return the gradient of the mean squared error by the first weight matrix, a tensor (5, 3). x (N, 3), y (N, 1)."""
    network.zero_grad()
    criterion = nn.MSELoss()
    criterion(network(x), y).backward()
    gradient = network[0].weight.grad.detach().clone()
    network.zero_grad()
    return gradient


def first_weights_after(network, x, y, steps, learning_rate=0.5):
    """Train by plain gradient descent on the mean squared error; return the first weight matrix afterwards, (5, 3)."""
    optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)
    criterion = nn.MSELoss()
    for step in range(steps):
        loss = criterion(network(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
    return network[0].weight.detach()
