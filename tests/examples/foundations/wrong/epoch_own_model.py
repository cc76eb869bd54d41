"""A new model and optimizer are trained, not those that are handed in.

misconception: The function has to make what it trains.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    model, optimizer = make_softmax_regression()
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784)
        total += train_step(model, rows, labels, optimizer)
    average = total / len(loader)
    return average
