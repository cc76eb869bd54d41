"""Learning management systems: read the downloads of instructors, and write the files that a system imports.

Each system has a module that knows its formats and nothing else; all share `uploads` for downloads and `grade_sheets` for grades.
"""
