"""The first result is left out.

misconception: Counting begins at 1.
loses: q8
"""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    table = pd.DataFrame(results[1:])[["h1", "h2", "parameters", "train_cost", "test_accuracy"]]
    return table
