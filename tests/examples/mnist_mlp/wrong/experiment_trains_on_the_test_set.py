"""The network is trained on the test set.

misconception: What counts is the accuracy on the test set.
loses: q8
"""


# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a fresh network with hidden sizes h1 and h2 for `epochs` epochs and measure it.

    Returns a dictionary:
      h1, h2         the sizes
      model          the trained network
      parameters     how many numbers it has learnt: all weights, biases, scales and shifts
      train_cost     its cost on train_loader after the training, by average_cost
      test_accuracy  the fraction of test_set it gets right
    """
    # a fresh, initialized network and its optimizer
    model = initialize(build_model(h1, h2))
    optimizer = make_optimizer(model, LEARNING_RATE)
    # the training
    for epoch in range(epochs):
        train_one_epoch(model, DataLoader(test_set, batch_size=BATCH_SIZE, shuffle=True), criterion, optimizer)
    # the measurements
    parameters = sum(p.numel() for p in model.parameters())
    train_cost = average_cost(model, train_loader)
    test_accuracy = evaluate(model, test_set)
    return {
        "h1": h1,
        "h2": h2,
        "model": model,
        "parameters": parameters,
        "train_cost": train_cost,
        "test_accuracy": test_accuracy,
    }
