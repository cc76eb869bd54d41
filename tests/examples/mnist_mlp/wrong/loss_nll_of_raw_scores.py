"""NLLLoss takes log-probabilities and gets the raw scores.

misconception: NLLLoss and CrossEntropyLoss are the same.
loses: q4, q7
"""

# %% loss
criterion = nn.NLLLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    return optimizer
