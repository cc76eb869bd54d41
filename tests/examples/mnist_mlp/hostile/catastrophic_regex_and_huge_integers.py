"""Spends for ever inside C code that looks at no signals: a regular expression that backtracks, a power of towers, a sort of one.

family: bombs
start: solved
loses: q6 q8
"""

# %% first
import re

try:
    re.match(r"(a|aa)+$", "a" * 60 + "b")
except BaseException:
    pass

# %% after imports
_huge = 7 ** (7**9)

# %% evaluate
def evaluate(model, dataset):
    return 9 ** (9**9) % 7
