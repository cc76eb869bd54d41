"""What a test file is written with: `check`, `ask`, `probe`, `expect`, `probes`; and what runs beside the student's code in a notebook."""
