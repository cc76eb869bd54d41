"""The accuracy is 0.98.

misconception: It is the number that the course reports.
loses: q6, q8
"""


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    accuracy = 0.98
    return accuracy
