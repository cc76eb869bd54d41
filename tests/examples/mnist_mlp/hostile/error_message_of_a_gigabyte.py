"""Raises errors whose text has a gigabyte, is made by code that does not end, or raises itself; and thousands of lines of them.

family: bombs
start: solved
loses: q6 q8
"""

# %% first
class _Long(Exception):
    def __str__(self):
        return "x" * 10**9


raise _Long

# %% after data
class _Nasty(BaseException):
    def __str__(self):
        raise _Nasty

    __repr__ = __str__


raise _Nasty

# %% after loss
_Endless = type("E" * 10**7, (Exception,), {"__str__": lambda self: "\n" * 10**8})
raise _Endless

# %% evaluate
def evaluate(model, dataset):
    raise _Long("x")

# %% after plot
class _Slow(Exception):
    def __str__(self):
        while True:
            pass


raise _Slow
