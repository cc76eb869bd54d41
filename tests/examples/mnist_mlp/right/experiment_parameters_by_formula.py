"""The number of parameters is computed by hand from the sizes of the layers."""


# %% experiment
def count_parameters(h1, h2):
    linear = (784 * h1 + h1) + (h1 * h2 + h2) + (h2 * 10 + 10)
    batch_norm = 2 * h1 + 2 * h2
    return linear + batch_norm


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
    for _ in range(epochs):
        train_one_epoch(model, train_loader, criterion, optimizer)
    names = ("h1", "h2", "model", "parameters", "train_cost", "test_accuracy")
    train_cost, test_accuracy = average_cost(model, train_loader), evaluate(model, test_set)
    return dict(zip(names, (h1, h2, model, count_parameters(h1, h2), train_cost, test_accuracy)))
