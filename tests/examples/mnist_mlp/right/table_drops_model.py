"""The table is made of everything in the results and then loses the model; the sizes are put in front."""


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    rows = [{key: value for key, value in result.items() if key != "model"} for result in results]
    table = pd.concat([pd.Series(row, dtype=object).to_frame().T for row in rows], ignore_index=True)
    table = table.infer_objects().filter(["h1", "h2", "parameters", "train_cost", "test_accuracy"], axis="columns")
    return table
