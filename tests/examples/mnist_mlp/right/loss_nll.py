"""criterion is a plain function: NLLLoss on log_softmax of the scores."""

# %% loss
nll = nn.NLLLoss()
log_softmax = nn.LogSoftmax(dim=1)


def criterion(scores, labels):
    return nll(log_softmax(scores), labels)


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(list(model.parameters()), learning_rate)
    return optimizer
