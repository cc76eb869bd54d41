"""Only batch normalization is in evaluation mode; dropout still drops.

misconception: Evaluation mode is for batch normalization.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    for layer in model.modules():
        if isinstance(layer, nn.BatchNorm1d):
            layer.eval()
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 255
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions == dataset.targets).float().mean().item()
    return accuracy
