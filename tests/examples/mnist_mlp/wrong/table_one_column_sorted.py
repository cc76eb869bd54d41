"""One column is sorted on its own, so the rows no longer belong together.

misconception: Sorting a column sorts the table.
loses: q8
"""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    table = pd.DataFrame(results)[["h1", "h2", "parameters", "train_cost", "test_accuracy"]]
    table["test_accuracy"] = sorted(table["test_accuracy"])
    return table
