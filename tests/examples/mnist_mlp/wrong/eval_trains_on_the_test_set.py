"""The model is trained on the set for one epoch before it is measured.

misconception: A network has to get used to a set.
loses: q6, q8
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    loader = DataLoader(dataset, batch_size=100, shuffle=True)
    train_one_epoch(model, loader, criterion, make_optimizer(model))
    model.eval()
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 255
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions == dataset.targets).float().mean().item()
    return accuracy
