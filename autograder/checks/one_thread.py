"""Computation in one thread: networks this small gain nothing from a second one, and lose a lot on a busy machine."""

import os
import sys


def settle_for_one_thread() -> None:
    """Let torch use one thread from now on, also if it is imported later, unless the environment sets a number of threads."""
    if "OMP_NUM_THREADS" in os.environ:
        return
    os.environ["OMP_NUM_THREADS"] = "1"
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)
