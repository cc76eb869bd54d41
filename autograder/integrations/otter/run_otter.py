"""Grade the folder named on the command line; the zip contains this file in place of otter's file of the same name."""

import sys
from pathlib import Path

from autograder.integrations.otter.container import main

if __name__ == "__main__":
    main(Path(sys.argv[1]))
