"""torch.autograd.grad, torch.linalg.norm and NumPy numbers; `arriving` counts the layers by depth."""


# %% deep_network
@torch.no_grad()
def start(layer, activation):
    if activation == "sigmoid":
        nn.init.xavier_normal_(layer.weight, gain=nn.init.calculate_gain("sigmoid"))
    else:
        nn.init.kaiming_normal_(layer.weight)
    layer.bias.zero_()


def deep_network(depth, activation):
    """Return 20 → 50 → … → 50 → 1 with `depth` hidden layers; `activation` is "sigmoid" or "ReLU".

    Weights: Xavier normal with sigmoids, He normal with ReLU, in all layers. Biases: 0.
    """
    sizes = [20] + [50] * depth + [1]
    network = nn.Sequential()
    for i in range(depth + 1):
        network.append(nn.Linear(sizes[i], sizes[i + 1]))
        start(network[-1], activation)
        if i < depth:
            network.append({"sigmoid": nn.Sigmoid, "ReLU": nn.ReLU}[activation]())
    return network


def gradient_norms(network, x, y):
    """Return the norm (root of the sum of squares) of the gradient of each weight matrix, first layer to last: a list of numbers.

    The loss is the mean squared error; x (N, 20), y (N, 1).
    """
    weights = [parameter for parameter in network.parameters() if parameter.ndim == 2]
    gradients = torch.autograd.grad((network(x) - y).square().mean(), weights)
    return [torch.linalg.norm(gradient).numpy()[()] for gradient in gradients]


# %% arriving
def arriving(depth, activation, x, y):
    """Return the gradient norm of the first layer of a new network, divided by that of its last hidden layer."""
    first, *_, last_hidden, output = gradient_norms(deep_network(depth, activation), x, y)
    return first / last_hidden
