"""Reports made from verdicts: `grades.csv` for the gradebook, a JSON and a page for each submission, a table; and `written.csv`, in which
people give points to written answers.
"""
