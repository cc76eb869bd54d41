"""Inside the loop another batch is fetched from the loader.

misconception: next(iter(loader)) is the batch of this turn.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        images, labels = next(iter(loader))
        rows = images.view(-1, 784)
        total += train_step(model, rows, labels, optimizer)
    average = total / len(loader)
    return average
