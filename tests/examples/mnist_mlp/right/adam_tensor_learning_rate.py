"""The learning rate reaches Adam as a tensor, and every parameter has a group of its own."""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    rate = torch.tensor(learning_rate, dtype=torch.float64)
    groups = [{"params": [parameter]} for parameter in model.parameters()]
    return torch.optim.Adam(groups, lr=rate, foreach=False)
