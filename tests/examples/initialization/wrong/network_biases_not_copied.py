"""The hidden biases are not copied, they stay as PyTorch draws them.

misconception: What a machine has learned is in its weights.
loses: q7
"""


# %% belief_network
def train_stack(data, sizes, epochs, rng):
    """Train one RBM for each of `sizes`, each on the hidden probabilities of the one before; return the list of their parameters."""
    stack = []
    for hidden in sizes:
        p = train_rbm(data, hidden, epochs, rng)
        data = hidden_probabilities(data, p)
        stack.append(p)
    return stack


def network_from(stack, classes=10):
    """Return linear, sigmoid, linear, sigmoid, …, linear: the first layers start with the weights W and biases c of `stack`."""
    layers = []
    for p in stack:
        linear = nn.Linear(*p["W"].shape)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(p["W"].T))
        layers += [linear, nn.Sigmoid()]
    return nn.Sequential(*layers, nn.Linear(len(stack[-1]["c"]), classes))
