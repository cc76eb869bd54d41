"""Only dropout is switched off; batch normalization still uses the batch.

misconception: Evaluation mode is for dropout.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    for layer in model.modules():
        if isinstance(layer, nn.Dropout):
            layer.eval()
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 255
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions == dataset.targets).float().mean().item()
    return accuracy
