"""The last parameter is left out by a slice.

misconception: A slice up to -1 reaches the end.
loses: q4, q8
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(list(model.parameters())[:-1], lr=learning_rate)
    return optimizer
