"""The names of a course's files, in its folder."""

COURSE_FILE = "grader.yml"
SECRET_FILE = ".course-secret"
STORE_FILE = ".autograder/store.sqlite"
