"""The hits are divided by 10,000.

misconception: The test set has 10,000 images.
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
            predictions = model(images.view(-1, 784)).argmax(dim=1)
            correct += (predictions == labels).sum().item()
    accuracy = correct / 10000
    return accuracy
