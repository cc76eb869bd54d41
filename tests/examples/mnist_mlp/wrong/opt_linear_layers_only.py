"""Only the linear layers are optimized, not the batch normalizations.

misconception: Batch normalization has nothing to learn.
loses: q4, q8
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    parameters = [p for layer in model.modules() if isinstance(layer, nn.Linear) for p in layer.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=learning_rate)
    return optimizer
