"""Accuracy from the diagonal of a confusion matrix; afterwards the model is put back into the mode it came in."""


# %% evaluate
def confusion(labels, predictions, classes=10):
    return torch.bincount(labels * classes + predictions, minlength=classes**2).view(classes, classes)


def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    was_training = model.training
    model.eval()
    try:
        with torch.set_grad_enabled(False):
            predictions = model(dataset.data.reshape(-1, 784) * (1 / 255)).argmax(1)
    finally:
        model.train(was_training)
    matrix = confusion(dataset.targets, predictions)
    return (matrix.trace() / matrix.sum()).item()
