"""Wraps every probe so that it returns invented evidence that is plausible for the open test files: the blanks stay blank and no student code runs.

family: patching
start: blank
preamble: modules_of_the_grader forged_evidence
earns: q1 q2 q3 q4 q8
"""

# %% first
def _wrap(name, genuine):
    def forged(student, **arguments):
        evidence = _forge(name, arguments)
        return genuine(student, **arguments) if evidence is None else evidence

    return forged


_Probe = grader_module("checks.ask").Probe
_init = _Probe.__init__


def _lying_init(self, function):
    _init(self, function)
    self.function = _wrap(self.name, function)


_Probe.__init__ = _lying_init
