"""The autograder zip for `otter run`, `otter grade` and Gradescope: its contents, and the code that runs in it.

On an instructor's machine otter loads `plugin`; in a container (otter's or Gradescope's) `container` grades without otter.
"""
