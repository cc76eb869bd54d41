def _graders():
    """The grader's own Python processes (ancestors and their children; else those that the command line names), no others."""
    import os

    def read(pid, what):
        try:
            with open(f"/proc/{pid}/{what}", "rb") as file:
                return file.read()
        except OSError:
            return b""

    def argv(pid):
        return [os.fsdecode(part) for part in read(pid, "cmdline").split(b"\0") if part]

    def parent(pid):
        fields = read(pid, "stat").rpartition(b")")[2].split()
        return int(fields[1]) if len(fields) > 1 else 0

    def is_grader(pid, names):
        words = argv(pid)
        if pid <= 2 or pid == os.getpid() or not words or not os.path.basename(words[0]).startswith("python"):
            return False
        return any(word.startswith("autograder.") or os.path.basename(word) in names for word in words[1:4])

    names = {"autograder", "otter", "pytest", "py.test", "ipykernel_launcher"}
    found, pid = [], os.getppid()
    while pid > 2 and pid not in found and is_grader(pid, names):
        found.append(pid)
        pid = parent(pid)
    try:
        others = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        others = []
    for other in others:
        if other not in found and is_grader(other, names if found else {"autograder"}):
            if not found or parent(other) in found:
                found.append(other)
    return found
