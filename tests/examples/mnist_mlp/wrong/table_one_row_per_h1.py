"""Results with the same h1 overwrite each other.

misconception: h1 says which result it is.
loses: q8
"""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    by_size = {r["h1"]: r for r in results}
    table = pd.DataFrame(by_size.values())[["h1", "h2", "parameters", "train_cost", "test_accuracy"]]
    return table
