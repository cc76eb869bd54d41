"""A list of single numbers.

misconception: Both hidden layers have the same size.
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [40, 100, 150, 200, 300]
