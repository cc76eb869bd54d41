"""The pixels of the dataset itself are overwritten with the scaled ones.

misconception: The dataset is a copy inside the function.
loses: q6
"""

# %% evaluate
def evaluate(model, dataset):
    model.eval()
    if dataset.data.max() > 1:
        dataset.data = dataset.data.float() / 255
    with torch.no_grad():
        predictions = model(dataset.data.view(-1, 784)).argmax(1)
    return (predictions == dataset.targets).float().mean().item()
