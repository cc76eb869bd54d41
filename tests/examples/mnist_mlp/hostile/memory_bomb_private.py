"""Takes up to 20 GB of private memory with Python lists, numpy, torch and mmap, and touches each page.

family: bombs
start: solved
"""

# %% first
import mmap

import numpy as np
import torch as _torch

_held = []
for _turn in range(80):
    try:
        if _turn % 4 == 0:
            _held.append([float(i) for i in range(8_000_000)])
        elif _turn % 4 == 1:
            _held.append(np.ones(2**25))
        elif _turn % 4 == 2:
            _held.append(_torch.ones(2**25, dtype=_torch.float64))
        else:
            _block = mmap.mmap(-1, 2**28)
            for _at in range(0, 2**28, 4096):
                _block[_at] = 1
            _held.append(_block)
    except (MemoryError, OSError, RuntimeError):  # mmap's and torch's
        continue
