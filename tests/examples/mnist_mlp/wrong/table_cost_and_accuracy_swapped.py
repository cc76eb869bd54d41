"""The columns of cost and accuracy are swapped.

misconception: A slip in the order of the names.
loses: q8
"""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    rows = [(r["h1"], r["h2"], r["parameters"], r["test_accuracy"], r["train_cost"]) for r in results]
    table = pd.DataFrame(rows, columns=["h1", "h2", "parameters", "train_cost", "test_accuracy"])
    return table
