"""(200, 150) is missing.

misconception: The list of the task is a suggestion.
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [(100, 100), (40, 30), (300, 200)]
