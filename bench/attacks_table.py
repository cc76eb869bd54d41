"""Write docs/operators/attacks.md: the effect of each attack in plain `otter run`, and here.

attacks_on_otter.py > attacks_on_otter.jsonl                     (kept beside this file: it needs root, and an hour)
../tests/surroundings/run_attacks.py COURSE_FOLDER > here.json   (minutes)
attacks_table.py here.json
"""

import json
import re
import sys
from pathlib import Path

from common import ASSIGNMENT, COURSE, REPOSITORY, family

from autograder.authoring.examples import Example, read_hostile

INTRODUCTION = """# The attacks, in plain `otter run` and here

Grade all of them here (minutes):

```sh
make test-slow
```

Each hostile example of `tests/examples/{assignment}/hostile/` was run once through plain `otter run` (otter-grader 7.0.0, with
an autograder zip from otter itself), by `bench/attacks_on_otter.py`, except for the bombs, which otter would not contain.

**{worked} of {run} worked there.** Here {worked_here} of {all} did when this page was made. `make test-slow` grades them in four
surroundings, and fails if one earns more than its honest code, changes a file, sends data out, affects the next submission, or leaves a
process or a file.

An attack that loses the grade of its submission ("no grade at all") counts as working: it stops the table, or hides the submission. Each
attack ran as root in its own namespaces, with every file outside temporary folders read-only, and no other process visible. An attack that
the namespaces refused counts as not working, although otter did not stop it. And many attacks target this engine's files and processes,
and find nothing to attack in otter's.
"""
MOST_SHOWN = 60


def main() -> None:
    lines = [json.loads(line) for line in (Path(__file__).parent / "attacks_on_otter.jsonl").read_text().splitlines()]
    there: dict[str, list[str]] = {line["attack"]: line["worked"] for line in lines}
    run_here = json.loads(Path(sys.argv[1]).read_text())["attacks"]
    here: dict[str, list[str]] = {Path(name).name: attack["problems"] for name, attack in run_here.items()}
    examples = read_hostile(COURSE.examples_folder(ASSIGNMENT.name), {question.name for question in ASSIGNMENT.checked})
    families: dict[str, list[Example]] = {}
    for example in examples:
        families.setdefault(family(example), []).append(example)
    counts = {
        "worked": sum(map(bool, there.values())),
        "run": len(there),
        "all": len(here),
        "worked_here": sum(map(bool, here.values())),
    }
    parts = [
        INTRODUCTION.format(assignment=ASSIGNMENT.name, **counts),
        *(table(name, families[name], there, here) for name in families),
    ]
    (REPOSITORY / "docs/operators/attacks.md").write_text("\n".join(parts))


def table(name: str, examples: list[Example], there: dict[str, list[str]], here: dict[str, list[str]]) -> str:
    names = [Path(example.name).name for example in examples]
    rows = "\n".join(row(example, there.get(name), here.get(name)) for name, example in zip(names, examples, strict=True))
    return f"## {name.capitalize()}\n\n| attack | what it does | `otter run` | here |\n| --- | --- | --- | --- |\n{rows}\n"


def row(example: Example, *worked: list[str] | None) -> str:
    outcomes = ["not run" if what is None else "; ".join(map(shown, what)) or "nothing" for what in worked]
    return f"| `{Path(example.name).name}` | {example.summary.replace('|', '/')} | {' | '.join(outcomes)} |"


def shown(worked: str) -> str:
    """An attack's own report of its effect, without paths and stolen data."""
    said = worked.removeprefix("acted outside: ").splitlines()[0]
    said = re.sub(r"/[\w./-]+/([\w.-]+)", r"\1", said.partition(": ")[0])
    return said.lstrip("[b\"'").rstrip("]\"';")[:MOST_SHOWN].replace("|", "/")


if __name__ == "__main__":
    main()
