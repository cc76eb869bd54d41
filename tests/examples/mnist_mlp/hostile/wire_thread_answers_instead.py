"""Takes over the pipes: reads the judge's questions itself and answers with invented evidence; the grader's own loop and the probes never run.

family: wire
start: blank
preamble: modules_of_the_grader forged_evidence
earns: q1 q2 q3 q4 q8
"""

# %% after plot
_wire = grader_frame("_serve").f_locals["wire"]
_wire.send(_FORGED_REPORT)
while True:
    _wire.send(_forged_reply(_wire.receive()))
