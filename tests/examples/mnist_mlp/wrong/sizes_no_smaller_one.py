"""None of the sizes is smaller than (100, 100).

misconception: The default is the smallest.
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [(100, 100), (200, 150), (300, 200), (400, 300)]
