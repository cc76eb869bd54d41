"""The sizes are computed: every combination of some widths, as a set without the ones that nobody asked for."""

# %% sizes
from itertools import product

HIDDEN_SIZES = {(h1, h2) for h1, h2 in product((32, 100, 200, 320), (32, 100, 150, 240)) if h1 * 3 // 4 <= h2 <= h1}
