"""Losses are weighted by the number of images in the batch; all full batches weigh the same."""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total, count = 0.0, 0
    for images, labels in loader:
        rows = images.view(images.size(0), -1)
        total += train_step(model, rows, labels, optimizer) * len(labels)
        count += len(labels)
    return total / count
