"""The return statement stands inside the loop: the first batch only.

misconception: A slip in the indentation.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        for images, labels in DataLoader(dataset, batch_size=100):
            predictions = model(images.view(-1, 784)).argmax(dim=1)
            accuracy = (predictions == labels).float().mean().item()
            return accuracy
