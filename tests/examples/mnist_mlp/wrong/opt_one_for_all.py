"""One optimizer is made for the first model and kept for all later ones.

misconception: An optimizer is something a notebook has one of.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss()
the_optimizer = None


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    global the_optimizer
    if the_optimizer is None:
        the_optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    optimizer = the_optimizer
    return optimizer
