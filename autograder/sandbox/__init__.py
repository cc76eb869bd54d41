"""Where the student's code runs. `Sandbox` is the engine's handle; `parent` and `child` run on the other side of the wire."""
