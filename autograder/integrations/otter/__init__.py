"""The autograder zip that `otter run`, `otter grade` and Gradescope take: what is in it, and what of it runs there.

On an instructor's machine otter loads `plugin`; in a container (otter's or Gradescope's) `container` runs otter, and the plugin in it.
"""
