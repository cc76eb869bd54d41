"""The command `autograder`, also as `python -m autograder`."""

import sys


def main() -> None:
    """Run the command line. Where the extra `grading` is not installed, as at a student's, say so."""
    try:
        from autograder.cli import main as run

        run()
    except ModuleNotFoundError as error:
        package = (error.name or "autograder").partition(".")[0]
        if package == "autograder":
            raise
        sys.exit(f"autograder: {package} is not installed; to install it, run: pip install 'dl-autograder[grading]'")


if __name__ == "__main__":
    main()
