"""Evaluation mode is switched on after the scores have been computed.

misconception: It only has to be said somewhere.
loses: q6
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 255
        predictions = model(images).argmax(dim=1)
        model.eval()
        accuracy = (predictions == dataset.targets).float().mean().item()
    return accuracy
