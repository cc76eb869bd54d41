"""The web tool that a learning management system launches through LTI 1.3: students upload notebooks, watch the progress, and read feedback.

Two processes share the store: the web server accepts uploads and sends scores, and the command itself grades. Either may be killed at any
moment: an upload is in the store before the student sees a confirmation.
"""
