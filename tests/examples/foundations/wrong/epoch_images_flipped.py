"""Images are mirrored before training, as augmentation.

misconception: Mirror images are still digits.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.flip(3).reshape(-1, 784)
        total += train_step(model, rows, labels, optimizer)
    average = total / len(loader)
    return average
