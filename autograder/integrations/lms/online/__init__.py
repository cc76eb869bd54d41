"""Send grades and feedback to a learning management system over the network.

`push` has the rules that all systems share; each system has a module that knows its requests and nothing else.
"""
