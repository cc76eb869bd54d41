"""Two steps are taken on each batch.

misconception: Calling train_step without keeping its result only trains.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784)
        train_step(model, rows, labels, optimizer)
        total += train_step(model, rows, labels, optimizer)
    average = total / len(loader)
    return average
