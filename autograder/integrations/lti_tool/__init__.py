"""The web tool that a learning management system launches by LTI 1.3: students hand in, see how far it is, and read their feedback.

Two processes share the store: the web server takes submissions and sends scores, the command itself grades. Either may be killed at any
moment: what was handed in is in the store before anybody is told so.
"""
