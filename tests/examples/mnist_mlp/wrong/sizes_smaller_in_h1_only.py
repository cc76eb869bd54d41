"""The smaller one has h2 = 100, which is not below 100.

misconception: One of the two numbers is enough.
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [(100, 100), (200, 150), (50, 100), (300, 200)]
