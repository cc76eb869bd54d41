"""The hostile examples, with all layers of the sandbox and with fewer: each begins, and none gains a point, affects another submission, or
leaves anything behind. With fewer layers, a different third of them is tested each day.
"""

import json
import os
import subprocess
import sys

import pytest
from helpers.repository import REPOSITORY, SURROUNDINGS, in_surroundings
from helpers.samples import is_in_todays_part

pytestmark = pytest.mark.slow
HOSTILE = sorted(path.stem for path in (REPOSITORY / "tests/examples/mnist_mlp/hostile").glob("*.py"))


@pytest.mark.parametrize("surroundings", ["root", "user", "container", "bare"])
def test_no_attack_succeeds(surroundings):
    chosen = [name for name in HOSTILE if surroundings == "root" or is_in_todays_part(name, 3)]
    command = in_surroundings(surroundings, [sys.executable, SURROUNDINGS / "run_attacks.py", REPOSITORY, *chosen])
    environment = os.environ | {"AUTOGRADER_SECRET": "a secret of this test"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=3000, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    achieved = {name: attack["problems"] for name, attack in report["attacks"].items() if attack["problems"]}
    assert not achieved
    assert not report["problems"]
    assert len(report["attacks"]) == len(chosen)
