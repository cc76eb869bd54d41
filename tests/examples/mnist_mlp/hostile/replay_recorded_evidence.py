"""Replays evidence of an earlier grading, recorded for other seeds and images, as if the judge had asked the same again.

family: wire
start: blank
preamble: modules_of_the_grader forged_evidence
earns: q3 q8
"""

# %% first
_generator = _np.random.default_rng(1)
_state = {"first.weight": _generator.normal(size=(20, 784)), "first.bias": _np.zeros(20), "norm.weight": _np.ones(20), "norm.bias": _np.zeros(20)}
_state |= {"norm.running_mean": _np.zeros(20), "norm.running_var": _np.ones(20), "last.weight": _np.zeros((10, 20)), "last.bias": _np.zeros(10)}
_earlier = {
    "items": {"indices": list(range(10))},
    "network": {"rows": _generator.random((120, 784), _np.float32), "seed": 1},
    "initialized": {"seed": 1},
    "loss": {"scores": _generator.normal(size=(17, 10)), "labels": _np.arange(17) % 10},
    "evaluated": {"state": _state, "images": _np.zeros((1130, 28, 28), _np.uint8), "labels": _np.zeros(1130, int)},
    "experiment": {"h1": 50, "h2": 30, "labels": _np.zeros(230, int), "seed": 1},
}
_recorded = {name: _forged_reply({"probe": name, "arguments": arguments}) for name, arguments in _earlier.items()}
grader_module("sandbox.child")._answer = lambda probe, runner, arguments, seconds: _recorded.get(probe.name, {"error": "nothing was recorded"})
