"""The error rate is returned.

misconception: One minus the accuracy says the same.
loses: q6, q8
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 255
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions != dataset.targets).float().mean().item()
    return accuracy
