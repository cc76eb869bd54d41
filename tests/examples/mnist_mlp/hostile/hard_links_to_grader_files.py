"""Makes hard links in its scratch folder to files of the grader, by which rules for paths would let it read and write them.

family: writing
start: solved
preamble: leave_a_trace folders_of_the_course
"""

# %% first
_achieved, _report = _traces_of("hard_links_to_grader_files")

import os

for _folder in _repositories():
    for _name in (".course-secret", "grader.yml", "autograder/sandbox/wire.py"):
        _mine = "link-" + _name.replace("/", "-")
        try:
            os.link(os.path.join(_folder, _name), _mine)
            with open(_mine, "rb") as _file:
                _achieved(f"linked {_name}: {_file.read(70)!r}")
        except OSError:
            pass
        try:
            os.remove(_mine)
        except OSError:
            pass
_report()
