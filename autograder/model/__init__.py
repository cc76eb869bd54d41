"""The plain data that everything else speaks in: the course, submissions, evidence, verdicts."""
