"""A running average in which late batches weigh more.

misconception: (old + new) / 2 keeps an average.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784)
        total = (total + train_step(model, rows, labels, optimizer)) / 2
    average = total
    return average
