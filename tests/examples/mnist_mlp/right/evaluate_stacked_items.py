"""The images are taken from the set one at a time, so the transform does the scaling, and stacked into one batch."""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    images, labels = zip(*(dataset[i] for i in range(len(dataset))))
    rows = torch.stack(images).flatten(1)
    labels = torch.tensor(labels)
    model.eval()
    with torch.no_grad():
        guesses = model(rows).softmax(dim=1).topk(1).indices.squeeze(1)
    return (guesses == labels).sum().item() / labels.numel()
