"""AdamW with weight decay 0, which is Adam."""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    # without decay the two are the same algorithm
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, weight_decay=0.0)
    return optimizer
