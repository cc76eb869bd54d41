"""The hostile fills of the bank, with all layers of the sandbox and with fewer: each begins, and none gains a point, harms another, or
leaves anything."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent


@pytest.mark.parametrize("surroundings", ["root", "user", "container", "bare"])
def test_no_attack_succeeds(surroundings):
    lesser = [] if surroundings == "root" else [sys.executable, str(HERE / "lesser.py"), surroundings]
    command = [*lesser, sys.executable, str(HERE / "attack.py"), str(REPOSITORY)]
    environment = os.environ | {"AUTOGRADER_SECRET": "a secret of this test"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=3000, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    achieved = {name: attack["problems"] for name, attack in report["attacks"].items() if attack["problems"]}
    assert not achieved
    assert not report["problems"]
    assert len(report["attacks"]) == len(list((REPOSITORY / "tests/solutions/mnist_mlp/hostile").glob("*.py")))
