"""run_experiment sets a seed, keeps the epochs' costs and the time too, and prints; the table picks its columns."""

# %% experiment
import time
from collections import OrderedDict


def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a fresh network with hidden sizes h1 and h2 for `epochs` epochs and measure it.

    Returns a dictionary:
      h1, h2         the sizes
      model          the trained network
      parameters     how many numbers it has learnt: all weights, biases, scales and shifts
      train_cost     its cost on train_loader after the training, by average_cost
      test_accuracy  the fraction of test_set it gets right
    """
    torch.manual_seed(1)  # the same start for all sizes
    start = time.time()
    model = build_model(h1=h1, h2=h2)
    model = initialize(model)
    optimizer = make_optimizer(model)
    history = []
    while len(history) < epochs:
        history.append(train_one_epoch(model, train_loader, criterion, optimizer))
    seconds = time.time() - start
    results = OrderedDict(h1=h1, h2=h2, model=model)
    results["parameters"] = sum(1 for p in model.parameters() for _ in p.flatten())
    results["test_accuracy"] = evaluate(model, test_set)
    results["train_cost"] = average_cost(model, train_loader)
    results["epochs"] = epochs
    results["history"] = history
    results["seconds"] = seconds
    print(f"{h1:4d} {h2:4d}   cost {results['train_cost']:.4f}   accuracy {results['test_accuracy']:.4f}")
    return results


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    table = pd.DataFrame(results, columns=["h1", "h2", "parameters", "train_cost", "test_accuracy"])
    return table
