"""Replies are written to the wire by hand, in the grader's own framing: valid ones first, then bodies that a reader may choke on.

family: wire
start: blank
"""

# %% imports
import json
import os
import signal
import struct
import threading

import matplotlib.pyplot as plt
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

# %% after imports
def frame(tag, body):
    return struct.pack(">4sQ", tag, len(body)) + body


def tensors(header, data=b""):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


no_tensors = tensors({})
bodies = [
    (b"[" * 2_000_000, no_tensors),  # RecursionError, or an overflow of the C stack, in json.loads
    (b'{"evidence": ' + b"9" * 6000 + b', "blanks": [], "remarks": []}', no_tensors),  # ValueError that is no JSONDecodeError
    (b'{"evidence": "\\ud800", "error": {"a": [1, {}]}, "blanks": [NaN, -Infinity, 1e999], "remarks": []}', no_tensors),
    (b'{"evidence": {"a": 1, "a": 2}, "blanks": [], "remarks": []}', b"\xff" * 8),  # a header length of 2**64 - 1
    (b'{"evidence": 0, "blanks": [], "remarks": []}', tensors({"0": {"dtype": "F32", "shape": [2**62, 4], "data_offsets": [0, 0]}})),
    (b'{"evidence": 0, "blanks": [], "remarks": []}', tensors({"0": {"dtype": "F8_E4M3", "shape": [0, 2**40], "data_offsets": [0, 0]}})),
    (b'{"evidence": 0, "blanks": [], "remarks": []}', tensors({"0": {"dtype": "I64", "shape": [], "data_offsets": [4, -4]}}, bytes(8))),
]
VARIANT = 0  # from 0 to 6: the session may end with the first that is refused, so each wants to be tried as the first


def talk():
    os.set_blocking(4, True)
    sent = frame(b"JSON", b'{"cell_errors": []}') + frame(b"TENS", no_tensors)
    for structure, body in bodies[VARIANT:] + bodies[:VARIANT]:
        sent += frame(b"JSON", structure) + frame(b"TENS", body)
    while sent:
        sent = sent[os.write(4, sent) :]


signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
threading.Thread(target=talk, daemon=True).start()
threading.Event().wait()
