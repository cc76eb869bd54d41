"""The global test_set is measured instead of the set that is handed over.

misconception: The set is test_set anyway.
loses: q6, q8
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        images = test_set.data.view(-1, 784).float() / 255
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions == test_set.targets).float().mean().item()
    return accuracy
