"""(150, 200) instead of (200, 150).

misconception: The order of the two does not matter.
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [(100, 100), (150, 200), (40, 30), (300, 200)]
