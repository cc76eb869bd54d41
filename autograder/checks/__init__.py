"""The tools of a test file (`check`, `ask`, `probe`, `expect`, `probes`), and the code that runs beside the student's in a notebook."""
