"""Adagrad instead of Adam.

misconception: Ada… means adaptive; they are all alike.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adagrad(model.parameters(), lr=learning_rate)
    return optimizer
