"""The sandbox for students' code. `client` is the engine's side; `parent` and `child` run on the other side of the wire."""
