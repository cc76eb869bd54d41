"""NAdam instead of Adam.

misconception: Adam with Nesterov's step is Adam.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.NAdam(model.parameters(), lr=learning_rate)
    return optimizer
