"""The hostile examples, with all layers of the sandbox and with fewer: each begins, and none gains a point, harms another, or
leaves anything."""

import json
import os
import subprocess
import sys

import pytest
from helpers.repository import REPOSITORY, SURROUNDINGS, in_surroundings

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("surroundings", ["root", "user", "container", "bare"])
def test_no_attack_succeeds(surroundings):
    command = in_surroundings(surroundings, [sys.executable, SURROUNDINGS / "run_attacks.py", REPOSITORY])
    environment = os.environ | {"AUTOGRADER_SECRET": "a secret of this test"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=3000, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    achieved = {name: attack["problems"] for name, attack in report["attacks"].items() if attack["problems"]}
    assert not achieved
    assert not report["problems"]
    assert len(report["attacks"]) == len(list((REPOSITORY / "tests/examples/mnist_mlp/hostile").glob("*.py")))
