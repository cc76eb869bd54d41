"""One column for each result and one row for each number.

misconception: Rows and columns may be swapped.
loses: q8
"""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    table = pd.DataFrame(results)[["h1", "h2", "parameters", "train_cost", "test_accuracy"]].T
    return table
