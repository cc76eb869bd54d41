"""The sizes are lists instead of tuples, and there are more of them than asked for."""

# %% sizes
HIDDEN_SIZES = [[100, 100], [200, 150], [50, 50], [20, 80], [256, 256], [100, 300]]
