"""A model from outside is measured instead of the one that is handed over.

misconception: There is one model in a notebook.
loses: q6, q8
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    network.eval()
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 255
        predictions = network(images).argmax(dim=1)
        accuracy = (predictions == dataset.targets).float().mean().item()
    return accuracy


# %% after train
network = initialize(build_model())
