"""The mean of the batches' accuracies: a small last batch weighs as much as a full one.

misconception: The mean of means is the mean.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    accuracies = []
    loader = DataLoader(dataset, batch_size=100)
    with torch.no_grad():
        for images, labels in loader:
            predictions = model(images.view(-1, 784)).argmax(dim=1)
            accuracies.append((predictions == labels).float().mean().item())
    accuracy = sum(accuracies) / len(accuracies)
    return accuracy
