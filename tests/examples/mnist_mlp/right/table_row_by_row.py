"""The table is built one row at a time, and its rows are named after the sizes."""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    columns = ["h1", "h2", "parameters", "train_cost", "test_accuracy"]
    table = pd.DataFrame(columns=columns)
    for i, result in enumerate(results):
        table.loc[f"{i + 1}: {result['h1']}-{result['h2']}"] = [result[column] for column in columns]
    return table
