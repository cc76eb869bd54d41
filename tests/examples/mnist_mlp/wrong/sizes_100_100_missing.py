"""(100, 100) is missing.

misconception: It was trained in Question 7 already.
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [(200, 150), (40, 30), (300, 200)]
