"""AdamW, with its weight decay, instead of Adam.

misconception: AdamW is the corrected Adam.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate)
    return optimizer
