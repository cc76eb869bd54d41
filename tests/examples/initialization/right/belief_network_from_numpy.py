"""The parameters of the network are put in place through .data; the stack keeps all representations."""


# %% belief_network
def train_stack(data, sizes, epochs, rng):
    """Train one RBM for each of `sizes`, each on the hidden probabilities of the one before; return the list of their parameters."""
    stack, representations = [], [data]
    for i, hidden in enumerate(sizes):
        if i > 0:
            representations.append(hidden_probabilities(representations[-1], stack[-1]))
        stack.append(train_rbm(representations[-1], hidden, rng=rng, epochs=epochs))
        print(f"machine {i + 1}: reconstruction error {reconstruction_error(representations[-1], stack[-1]):.4f}")
    return stack


def network_from(stack, classes=10):
    """Return linear, sigmoid, linear, sigmoid, …, linear: the first layers start with the weights W and biases c of `stack`."""
    network = nn.Sequential()
    for p in stack:
        visible, hidden = p["W"].shape
        linear = nn.Linear(in_features=visible, out_features=hidden)
        linear.weight.data = torch.from_numpy(p["W"]).float().t().contiguous()
        linear.bias = nn.Parameter(torch.tensor(p["c"], dtype=torch.float32))
        network.append(linear)
        network.append(nn.Sigmoid())
    network.append(nn.Linear(hidden, classes))
    return network
