"""After measuring, evaluate switches the model to training mode again, so that training can go on."""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        images = dataset.data.unsqueeze(1).to(torch.get_default_dtype()) / 255
        scores = model(images.view(len(images), 784))
        predicted = scores.numpy().argmax(axis=1).tolist()
    model.train()
    right = [p == t for p, t in zip(predicted, dataset.targets.tolist())]
    return sum(right) / len(right)
