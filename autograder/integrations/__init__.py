"""The ways in and out: otter-grader and Gradescope, learning management systems, and the tool that these launch."""
