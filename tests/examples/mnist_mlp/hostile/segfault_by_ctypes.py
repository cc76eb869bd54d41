"""`evaluate` reads address 0 with ctypes.

family: endings
start: solved
loses: q6 q8
"""

# %% evaluate
def evaluate(model, dataset):
    import ctypes

    return ctypes.string_at(0)
