def _traces_of(name):
    """Two functions of an attack: the first notes a success, and leaves a file outside if it can; the second says it in the report."""
    done = []

    def achieved(what):
        import os

        folders = ["/tmp", "/var/tmp", os.path.expanduser("~")]
        try:
            import pwd

            folders.append(pwd.getpwuid(os.getuid()).pw_dir)
        except Exception:
            pass
        for folder in folders:
            try:
                with open(os.path.join(folder, "autograder-attack-" + name), "a") as file:
                    file.write(str(what)[:2000] + "\n")
            except Exception:
                pass
        done.append(str(what)[:200])

    def report():
        """End the cell by an error, which the engine carries out."""
        if done:
            raise AssertionError("ACHIEVED: " + "; ".join(done[:5]))

    return achieved, report
