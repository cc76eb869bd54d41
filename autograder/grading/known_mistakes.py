"""Recognize known mistakes by the pattern of failed checks, for "behaves as if …" in reports.

`autograder audit --learn` learns the patterns from the wrong examples, and stores them beside the examples, which students do not get.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from autograder.model.verdict import Verdict

MISTAKES_FILE = "mistakes.json"


def pattern(verdict: Verdict) -> str:
    """Return the failed checks as one string."""
    return " | ".join(f"{q.name}: {check.name}" for q in verdict.questions for check in q.checks if not check.passed)


def learn(observed: Iterable[tuple[str, Verdict]], folder: Path) -> int:
    """Store the patterns that identify a mistake: only this mistake shows the pattern, and it always does. Return their number."""
    patterns: dict[str, set[str]] = {}
    mistakes: dict[str, set[str]] = {}
    for summary, verdict in observed:
        patterns.setdefault(summary, set()).add(pattern(verdict))
        mistakes.setdefault(pattern(verdict), set()).add(summary)
    known = {
        failed: _clause(next(iter(summaries)))
        for failed, summaries in sorted(mistakes.items())
        if failed and len(summaries) == 1 and len(patterns[next(iter(summaries))]) == 1
    }
    (folder / MISTAKES_FILE).write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(known)


def _clause(summary: str) -> str:
    """Turn a sentence into a clause: "Dropout drops …." → "dropout drops …"."""
    first = summary.split()[0]
    keep = any(letter.isupper() for letter in first[1:])  # names such as ReLU, SGD and BN keep their capitals
    return (summary if keep else summary[:1].lower() + summary[1:]).rstrip(".")


def load(folder: Path) -> dict[str, str]:
    """Read the mistakes by pattern; empty if none have been learned."""
    path = folder / MISTAKES_FILE
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return known
