"""The pixels of different images are mixed: view(784, -1) and a transpose.

misconception: view(784, -1).T is the same as view(-1, 784).
loses: q6, q8
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        images = dataset.data.reshape(784, -1).T.float() / 255
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions == dataset.targets).float().mean().item()
    return accuracy
