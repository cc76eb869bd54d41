"""SGD instead of Adam.

misconception: All optimizers step down the gradient.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    return optimizer
