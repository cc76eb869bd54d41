"""Accuracy is computed in double precision, with a copy of the model, so that the model keeps its own precision."""

# %% evaluate
import copy


def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        precise = copy.deepcopy(model).double()
        images = dataset.data.view(-1, 784).double() / 255
        accuracy = (precise(images).argmax(dim=1) == dataset.targets).double().mean()
    return accuracy.item()
