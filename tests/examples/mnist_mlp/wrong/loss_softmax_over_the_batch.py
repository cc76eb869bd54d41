"""An own cross-entropy whose softmax runs over the batch.

misconception: dim=0 is the first axis, so the right one.
loses: q4
"""


# %% loss
def criterion(scores, labels):
    targets = nn.functional.one_hot(labels, 10).float()
    return -(targets * torch.log_softmax(scores, dim=0)).sum(dim=1).mean()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    return optimizer
