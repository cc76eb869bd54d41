"""The average loss is measured over the loader once more, after all the steps.

misconception: The loss of an epoch is the loss at its end.
loses: q3
"""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784)
        train_step(model, rows, labels, optimizer)
    with torch.no_grad():
        for images, labels in loader:
            total += cross_entropy(model(images.view(-1, 784)), labels).item()
    average = total / len(loader)
    return average
