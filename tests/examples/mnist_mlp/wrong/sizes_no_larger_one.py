"""None of the sizes is larger than (200, 150).

misconception: (200, 150) is the larger one.
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [(100, 100), (200, 150), (40, 30), (50, 50)]
