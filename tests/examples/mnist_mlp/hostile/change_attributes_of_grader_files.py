"""Sets mode, owner, times and extended attributes of the grader's files (to what they are), which path rules for writing may not cover.

family: writing
start: solved
preamble: leave_a_trace folders_of_the_course
"""

# %% first
_achieved, _report = _traces_of("change_attributes_of_grader_files")

import os

for _folder in _repositories():
    for _name in ("grader.yml", ".course-secret", "autograder/sandbox/wire.py", "tests/assignments/mnist_mlp/q1.py"):
        _path = os.path.join(_folder, _name)
        try:
            _stat = os.stat(_path)
        except OSError:
            continue
        for _what, _call in (
            ("chmod", lambda: os.chmod(_path, _stat.st_mode & 0o7777)),
            ("chown", lambda: os.chown(_path, _stat.st_uid, _stat.st_gid)),
            ("utime", lambda: os.utime(_path, ns=(_stat.st_atime_ns, _stat.st_mtime_ns))),
            ("setxattr", lambda: (os.setxattr(_path, "user.autograder-attack", b"1"), os.removexattr(_path, "user.autograder-attack"))),
            ("truncate to its length", lambda: os.truncate(_path, _stat.st_size)),
        ):
            try:
                _call()  # the sandbox may say yes and do nothing
                if os.stat(_path).st_ctime_ns != _stat.st_ctime_ns:
                    _achieved(f"{_what} {_path}")
            except OSError:
                continue
_report()
