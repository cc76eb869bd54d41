"""The pixels are divided by 256.

misconception: There are 256 gray values, so 256 is the largest.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 256
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions == dataset.targets).float().mean().item()
    return accuracy
