"""Grading: one submission, many at once, and the store that keeps what came in and what came of it."""
