"""The plain data that all other packages use: the course, submissions, evidence, verdicts."""
