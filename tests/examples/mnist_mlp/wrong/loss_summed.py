"""The loss is summed over the batch.

misconception: The cost of a batch is the sum of its costs.
loses: q4
"""

# %% loss
criterion = nn.CrossEntropyLoss(reduction="sum")


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    return optimizer
