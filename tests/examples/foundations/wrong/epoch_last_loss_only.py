"""The loss of the last batch is returned.

misconception: The last loss is the loss of the epoch.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784)
        total = train_step(model, rows, labels, optimizer)
    average = total
    return average
