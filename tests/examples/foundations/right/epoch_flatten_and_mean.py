"""flatten instead of view, the mean of a list by NumPy."""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    losses = []
    for images, labels in loader:
        losses.append(train_step(model, images.flatten(start_dim=1), labels, optimizer))
    return np.mean(losses)
