"""evaluate is decorated with inference_mode and counts with NumPy; the accuracy is a NumPy scalar."""

# %% evaluate
import numpy as np


@torch.inference_mode()
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    pixels = dataset.data.numpy().reshape(len(dataset), 784).astype(np.float32) / 255
    scores = model(torch.from_numpy(pixels)).numpy()
    return np.mean(np.argmax(scores, axis=1) == dataset.targets.numpy())
