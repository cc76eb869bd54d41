"""amsgrad=True.

misconception: AMSGrad is Adam with a bug mended.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate, amsgrad=True)
    return optimizer
