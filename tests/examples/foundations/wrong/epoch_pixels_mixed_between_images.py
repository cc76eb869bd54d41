"""view(784, −1) and a transposition: rows with pixels of many images.

misconception: view(784, −1).T is the same as view(−1, 784).
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(784, -1).T
        total += train_step(model, rows, labels, optimizer)
    average = total / len(loader)
    return average
