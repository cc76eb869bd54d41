"""In the zip: grade what lies in the folder that is named, as otter's file of this name does in its."""

import sys
from pathlib import Path

from autograder.integrations.otter.container import main

if __name__ == "__main__":
    main(Path(sys.argv[1]))
