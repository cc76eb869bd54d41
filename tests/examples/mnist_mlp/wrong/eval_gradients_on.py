"""The scores are computed with gradients.

misconception: eval() switches the gradients off.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    images = dataset.data.view(-1, 784).float() / 255
    predictions = model(images).argmax(dim=1)
    accuracy = (predictions == dataset.targets).float().mean().item()
    return accuracy
