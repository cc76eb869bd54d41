"""Before each epoch the optimizer's state is emptied.

misconception: Each epoch begins afresh.
loses: q8
"""

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    model = initialize(build_model(h1, h2))
    optimizer = make_optimizer(model)
    for epoch in range(epochs):
        optimizer.state.clear()
        train_one_epoch(model, train_loader, criterion, optimizer)
    parameters = sum(p.numel() for p in model.parameters())
    train_cost = average_cost(model, train_loader)
    test_accuracy = evaluate(model, test_set)
    return {"h1": h1, "h2": h2, "model": model, "parameters": parameters, "train_cost": train_cost, "test_accuracy": test_accuracy}
