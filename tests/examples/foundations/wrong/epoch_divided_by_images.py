"""The sum of the losses is divided by the number of images.

misconception: An average is a sum divided by the number of examples.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784)
        total += train_step(model, rows, labels, optimizer)
    average = total / len(loader.dataset)
    return average
