"""Only the first 1,000 images are looked at.

misconception: A thousand images are enough.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        images = dataset.data[:1000].view(-1, 784).float() / 255
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions == dataset.targets[:1000]).float().mean().item()
    return accuracy
