"""Recurses without end through C code with the recursion limit lifted, until the stack overflows.

family: endings
start: solved
loses: q6 q8
"""

# %% evaluate
def evaluate(model, dataset):
    import sys

    sys.setrecursionlimit(10**9)

    class Chain:
        def __getattr__(self, name):
            return getattr(self, name + "x")

    deep = ()
    for _ in range(10**6):
        deep = (deep,)
    hash(deep)
    return Chain().a
