"""Each curve starts from the same seed, which loss_curve sets: a fair comparison of learning rates."""


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step."""
    torch.manual_seed(0)
    model = SoftmaxClassifier()
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    return [train_step(model, x, labels, optimizer) for _ in range(steps)]
