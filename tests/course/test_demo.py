"""The sample class equals the examples' output, and has the promised cases."""

import sys

from helpers.repository import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "demo"))


def test_the_bundled_class_is_up_to_date(tmp_path):
    from make_class import write_class

    write_class(tmp_path)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    bundled = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "demo" / "submissions").iterdir()}
    assert made == bundled, "run `.venv/bin/python demo/make_class.py`"
    assert len(bundled) == 12
