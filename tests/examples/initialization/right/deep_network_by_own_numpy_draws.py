"""Weights by the functions of Question 1 and a fresh generator."""

# %% deep_network
def deep_network(depth, activation):
    layers, inputs = [], 20
    for _ in range(depth):
        layers += [nn.Linear(inputs, 50), nn.Sigmoid() if activation == "sigmoid" else nn.ReLU()]
        inputs = 50
    layers.append(nn.Linear(inputs, 1))
    for layer in layers:
        if isinstance(layer, nn.Linear):
            draw = {"sigmoid": glorot_normal, "ReLU": he_normal}[activation]
            w = draw(layer.in_features, layer.out_features, np.random.default_rng())
            layer.weight.data = torch.from_numpy(w.T.astype(np.float32).copy())
            layer.bias.data.zero_()
    return nn.Sequential(*layers)


def gradient_norms(network, x, y):
    network.zero_grad()
    nn.functional.mse_loss(network(x), y).backward()
    norms = [np.linalg.norm(p.grad.numpy()) for name, p in network.named_parameters() if name.endswith('weight')]
    return norms


# %% arriving
def arriving(depth, activation, x, y):
    norms = gradient_norms(deep_network(depth, activation), x, y)
    *hidden, _ = norms
    ratio = hidden[0] / hidden[-1]
    return ratio
