"""run_experiment returns NumPy scalars, and a trained model that is back in training mode."""

# %% experiment
import numpy as np
from torch.nn.utils import parameters_to_vector


def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a fresh network with hidden sizes h1 and h2 for `epochs` epochs and measure it.

    Returns a dictionary:
      h1, h2         the sizes
      model          the trained network
      parameters     how many numbers it has learnt: all weights, biases, scales and shifts
      train_cost     its cost on train_loader after the training, by average_cost
      test_accuracy  the fraction of test_set it gets right
    """
    model = initialize(build_model(h1, h2))
    optimizer = make_optimizer(model, LEARNING_RATE)
    curve = np.array([train_one_epoch(model, train_loader, criterion, optimizer) for _ in range(epochs)])
    print("costs while training:", curve.round(3))
    result = {"h1": h1, "h2": h2, "model": model}
    result |= {
        "parameters": np.int64(parameters_to_vector(model.parameters()).numel()),
        "train_cost": np.float64(average_cost(model, train_loader)),
        "test_accuracy": np.float64(evaluate(model, test_set)),
    }
    model.train()
    return result
