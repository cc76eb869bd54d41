"""The mean squared error to the one-hot labels.

misconception: A loss is a distance.
loses: q4, q7
"""


# %% loss
def criterion(scores, labels):
    targets = nn.functional.one_hot(labels, 10).float()
    return nn.functional.mse_loss(scores, targets)


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    return optimizer
