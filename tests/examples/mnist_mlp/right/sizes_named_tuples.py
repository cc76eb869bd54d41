"""The sizes are a tuple of named tuples, close to the limits: just below 100, and just above 200 and 150."""

# %% sizes
from typing import NamedTuple


class Size(NamedTuple):
    h1: int
    h2: int


small = Size(99, 99)
standard = Size(100, 100)
wide = Size(200, 150)
wider = Size(201, 151)
HIDDEN_SIZES = (wider, wide, standard, small)
