"""The last batch is dropped if it is not full.

misconception: drop_last=True belongs to every loader.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    correct = 0
    loader = DataLoader(dataset, batch_size=100, drop_last=True)
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.view(-1, 784)).argmax(dim=1)
            correct += (predictions == labels).sum().item()
    accuracy = correct / len(dataset)
    return accuracy
