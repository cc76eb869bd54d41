"""Make `import torchvision` work beside a CPU-only torch, if it does not work already.

The registry's torchvision wheel for Linux is compiled against CUDA builds of torch. Beside a CPU build its compiled operators
cannot be loaded, and the import stops with `operator torchvision::nms does not exist`, although datasets and transforms (all
that the course uses) need none of them. Declaring the two operators that the import asks for lets it go through; calling them
still fails, as it should.

`make setup` runs this with the environment's interpreter. It changes nothing if torchvision already imports.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path

from autograder.report.terminal import errors, say

MODULE = '''"""Declares nms and qnms before torchvision is imported. Written by autograder.mend_torchvision, which says why."""

import sys


class DeclareOperators:
    """A meta-path finder that does its work at the first `import torchvision` and finds nothing itself."""

    def find_spec(self, name, path=None, target=None):
        if name == "torchvision":
            sys.meta_path.remove(self)
            import torch

            for operator in ("nms", "qnms"):
                torch.library.define(f"torchvision::{operator}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        return None


sys.meta_path.insert(0, DeclareOperators())
'''


def import_error() -> str:
    """The last line that `import torchvision` prints in a fresh interpreter; empty if it works."""
    done = subprocess.run([sys.executable, "-c", "import torchvision"], capture_output=True, text=True)
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def main() -> int:
    error = import_error()
    if not error:
        return 0
    if "operator torchvision::" not in error:
        say(f"torchvision does not import, and not for want of its operators: {error}", to=errors)
        return 1
    site_packages = Path(sysconfig.get_paths()["purelib"])
    (site_packages / "torchvision_without_operators.py").write_text(MODULE)
    (site_packages / "torchvision_without_operators.pth").write_text("import torchvision_without_operators\n")
    error = import_error()
    if error:
        say(f"torchvision still does not import: {error}", to=errors)
        return 1
    say("torchvision: mended to import beside a CPU build of torch (see README, Installation)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
