"""Grades and feedback sent to a system over the network.

`push` has the rules, which are the same everywhere; each system's module knows its own requests and nothing else.
"""
