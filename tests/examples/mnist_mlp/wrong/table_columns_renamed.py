"""The columns have nicer names than those asked for.

misconception: Names are decoration.
loses: q8
"""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    table = pd.DataFrame(results)[["h1", "h2", "parameters", "train_cost", "test_accuracy"]]
    table.columns = ["h1", "h2", "params", "train cost", "test accuracy"]
    return table
