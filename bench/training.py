"""Compare a grading with its lower bound: the training steps of mnist_mlp's checks, in this warm process, with the reference's own
code. No sandbox, no judge, no wire, no figure, no dissection: loaders, forward, backward, step.

    training.py REPEATS

Prints for each repeat, in turn, the CPU seconds of the bare training, of the submission, and of its judges.
"""

import os
import sys

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import time

import numpy as np
import torch
from common import ASSIGNMENT, COURSE, REFERENCE, copy_of_reference

from autograder import expect, probes
from autograder.grading.grader import Grader
from autograder.sandbox.client import one_sandbox

NEEDED = {"imports", "settings", "model", "initialize", "loss", "train", "evaluate", "average_cost", "experiment"}


def reference_code() -> dict[str, object]:
    variables: dict[str, object] = {}
    for cell in REFERENCE.cells:
        if cell.metadata.get("name") in NEEDED:
            exec(cell.source, variables)
    return variables


def steps(student: dict[str, object]) -> None:
    """The training steps of Questions 4, 5, 7 and 8."""
    adam_steps(student)
    model = probes.classifier(small_state())
    images, labels = probes.mnist_images("train", 100)
    student["train_one_epoch"](
        model, probes.loader(images, labels, 25), student["criterion"], torch.optim.SGD(model.parameters(), 0.3)
    )
    model = student["initialize"](student["build_model"]())
    loader = probes.loader(*probes.mnist_images("train", 6000), batch_size=100, shuffle=True)
    optimizer = student["make_optimizer"](model, 0.1)
    for _ in range(2):
        student["train_one_epoch"](model, loader, student["criterion"], optimizer)
    held_out = probes.mnist_dataset(*probes.mnist_images("test", 230))
    small = probes.loader(*probes.mnist_images("train", 300), batch_size=50)
    for epochs in (3, 3, 0):
        student["run_experiment"](55, 25, small, held_out, epochs)
    larger = probes.loader(*probes.mnist_images("train", 2000), batch_size=100)
    for h1, h2, epochs in ((120, 90, 0), (120, 90, 2), (4, 3, 2)):
        student["run_experiment"](h1, h2, larger, held_out, epochs)


def adam_steps(student: dict[str, object]) -> None:
    for rate in (0.0371, 0.0029):
        model = student["build_model"](8, 6)
        optimizer = student["make_optimizer"](model, rate)
        for parameter in model.parameters():
            parameter.grad = torch.ones_like(parameter)
        for _ in range(4):
            optimizer.step()


def small_state() -> dict[str, np.ndarray]:
    return expect.reference.SmallNetwork.draw(np.random.default_rng(0), inputs=784, units=12, classes=10).state()


def main() -> None:
    torch.set_num_threads(1)
    student = reference_code()
    grader = Grader(COURSE, ASSIGNMENT)
    with one_sandbox(("torch",)) as sandbox:
        for repeat in range(int(sys.argv[1]) + 1):
            started = time.process_time()
            steps(student)
            floor = time.process_time() - started
            cpu = grader.grade(copy_of_reference(repeat), sandbox).cpu_seconds
            if repeat:  # the first one warms up
                print(floor, cpu["submission"], cpu["judging"], flush=True)


if __name__ == "__main__":
    main()
