"""The learning rate is 0.1, whatever is asked for.

misconception: The learning rate of this notebook is 0.1.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    return optimizer
