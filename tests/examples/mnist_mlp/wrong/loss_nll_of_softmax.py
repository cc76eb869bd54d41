"""NLLLoss of probabilities; the logarithm is missing.

misconception: NLLLoss takes the logarithm itself.
loses: q4
"""


# %% loss
def criterion(scores, labels):
    probabilities = torch.softmax(scores, dim=1)
    return nn.functional.nll_loss(probabilities, labels)


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    return optimizer
