import _io
import builtins
import io
import os
import posix

from IPython.core import interactiveshell

for _name, _function in vars(posix).items():
    if callable(_function) and hasattr(os, _name):
        setattr(os, _name, _function)
builtins.open = io.open = vars(interactiveshell)["io_open"] = _io.open
vars(get_ipython()).pop("run_code", None)  # a cell ends at its first error again
