"""Rows are read column by column.

misconception: In which order the pixels are read does not matter.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.transpose(2, 3).reshape(-1, 784)
        total += train_step(model, rows, labels, optimizer)
    average = total / len(loader)
    return average
