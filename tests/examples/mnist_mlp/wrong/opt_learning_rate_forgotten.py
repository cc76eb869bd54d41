"""No learning rate is handed over, so Adam takes its default 0.001.

misconception: Adam finds its own learning rate.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters())
    return optimizer
