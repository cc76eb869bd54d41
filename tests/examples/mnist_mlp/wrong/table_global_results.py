"""The global list all_results is shown and not the one that is handed over.

misconception: The list is the one of the notebook.
loses: q8
"""

# %% table
all_results = []


def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    table = pd.DataFrame(all_results, columns=["h1", "h2", "parameters", "train_cost", "test_accuracy"])
    return table
