"""The images of the loader, between 0 and 1 already, are divided by 255.

misconception: A DataLoader gives pixels from 0 to 255.
loses: q6, q8
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    correct = 0
    loader = DataLoader(dataset, batch_size=100)
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.view(-1, 784) / 255).argmax(dim=1)
            correct += (predictions == labels).sum().item()
    accuracy = correct / len(dataset)
    return accuracy
