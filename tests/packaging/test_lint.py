"""`make lint` and the hooks of pre-commit run the same commands."""

import re

from helpers.repository import REPOSITORY
from ruamel.yaml import YAML


def test_pre_commit_runs_the_commands_of_make_lint():
    makefile = (REPOSITORY / "Makefile").read_text()
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.M)[1]
    lint = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]
    [repository] = YAML(typ="safe").load(REPOSITORY / ".pre-commit-config.yaml")["repos"]
    assert [hook["entry"] for hook in repository["hooks"]] == lint
    assert all(hook["pass_filenames"] is False for hook in repository["hooks"])
