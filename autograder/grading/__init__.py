"""Grade submissions one by one or in parallel, and store submissions and verdicts."""
