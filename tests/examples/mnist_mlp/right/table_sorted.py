"""The table is built from columns, and its rows are sorted by the number of parameters."""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    columns = {name: [] for name in ("h1", "h2", "parameters", "train_cost", "test_accuracy")}
    for result in results:
        for name, values in columns.items():
            values.append(result[name])
    table = pd.DataFrame(columns).sort_values("parameters", ascending=False, ignore_index=True)
    return table
