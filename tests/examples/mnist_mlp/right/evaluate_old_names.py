"""The images and labels come from .test_data and .test_labels, the old names that torchvision warns about."""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        X_test = dataset.test_data.view(-1, 28 * 28).float() / 255.0
        Y_test = dataset.test_labels
        prediction = model(X_test)
        correct_prediction = torch.argmax(prediction, 1) == Y_test
        accuracy = correct_prediction.float().mean()
    print("Accuracy:", accuracy.item())
    return accuracy.item()
