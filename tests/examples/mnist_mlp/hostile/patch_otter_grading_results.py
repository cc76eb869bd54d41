"""Makes otter's results lie when they are added up and pickled: scores, `passed`, and the state that goes into the results file.

family: patching
start: blank
"""

# %% first
try:
    from otter.test_files import abstract_test as _abstract

    _abstract.TestFile.score = property(lambda self: self.possible)
    _abstract.TestFile.passed_all = property(lambda self: True)
    _abstract.TestFile.grade = property(lambda self: 1.0)
except Exception:
    pass
try:
    import otter.test_files as _files

    _genuine = _files.GradingResults.__init__

    def _init(self, test_files, notebook=None):
        for file in test_files:
            file.test_case_results = [
                type(result)(test_case=result.test_case, message="passed", passed=True) for result in file.test_case_results
            ]
        _genuine(self, test_files, notebook)

    _files.GradingResults.__init__ = _init
    _files.GradingResults.total = property(lambda self: self.possible)
except Exception:
    pass
