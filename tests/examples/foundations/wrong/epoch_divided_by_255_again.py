"""Pixels are divided by 255 although ToTensor has done so.

misconception: Pixels go from 0 to 255.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784) / 255
        total += train_step(model, rows, labels, optimizer)
    average = total / len(loader)
    return average
