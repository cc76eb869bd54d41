"""reshape to (N, 28 * 28), and a mean that is kept up to date."""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    average = 0.0
    for count, (images, labels) in enumerate(loader, start=1):
        n, channels, height, width = images.shape
        loss = train_step(model, images.reshape(n, channels * height * width), labels, optimizer)
        average += (loss - average) / count
    return average
