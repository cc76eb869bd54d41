"""Accuracy through a DataLoader with an odd batch size and a smaller last batch."""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    loader = DataLoader(dataset, batch_size=333, shuffle=True)
    correct = total = 0
    model.eval()
    with torch.no_grad():
        for images, labels in loader:
            scores = model(images.view(images.size(0), -1))
            correct += (torch.max(scores, 1)[1] == labels).sum().item()
            total += labels.size(0)
    accuracy = correct / total
    return accuracy
