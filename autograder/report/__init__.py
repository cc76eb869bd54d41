"""Reports made from verdicts: `grades.csv` for the gradebook, a JSON file and a page for each submission, a table, and `written.csv`, in
which people enter the points for written answers.
"""
