"""Make `import torchvision` work beside a CPU-only torch, if it does not work already.

The registry's torchvision wheel for Linux is compiled against CUDA builds of torch. Beside a CPU build its compiled operators
cannot be loaded, and the import stops with `operator torchvision::nms does not exist`, although datasets and transforms (all
that the course uses) need none of them. Declaring the two operators that the import asks for lets it go through; calling them
still fails, as it should.

`make setup` runs this with the environment's interpreter, and so may a student, who has nothing but the core dependencies. It changes
nothing where torchvision imports already or is not installed.
"""

import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

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


def main() -> str:
    """Declare the operators if torchvision needs it; return what is still wrong, or nothing."""
    error = import_error()
    if not error or find_spec("torchvision") is None:
        return ""
    if "operator torchvision::" not in error:
        return f"torchvision does not import, and not for want of its operators: {error}"
    site_packages = Path(sysconfig.get_paths()["purelib"])
    (site_packages / "torchvision_without_operators.py").write_text(MODULE)
    (site_packages / "torchvision_without_operators.pth").write_text("import torchvision_without_operators\n")
    error = import_error()
    return f"torchvision still does not import: {error}" if error else ""


if __name__ == "__main__":
    sys.exit(main() or 0)
