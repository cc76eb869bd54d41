"""Only the last layer is optimized, as in fine-tuning.

misconception: The rest is initialized well enough.
loses: q4, q8
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    parameters = list(model.parameters())[-2:]
    optimizer = torch.optim.Adam(parameters, lr=learning_rate)
    return optimizer
