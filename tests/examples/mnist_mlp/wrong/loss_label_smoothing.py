"""label_smoothing=0.1.

misconception: Smoothing never hurts.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    return optimizer
