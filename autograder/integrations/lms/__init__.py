"""Learning management systems: what instructors download from them is read, and what they take back is written.

Each system's module knows its formats and nothing else; `uploads` is what they have in common on the way in, `grades` on the way out.
"""
