"""The figures that the student's code draws during a probe: separate from the notebook's figures, and kept when shown or closed.

Jupyter closes a figure after showing it; a plain program continues to draw in it. Both the notebook and the sandbox do as Jupyter.
"""

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest import mock

_figures: list[Any] = []  # in the order in which they were made


@contextlib.contextmanager
def apart() -> Iterator[None]:
    """Draw into memory, with the default style and no figure open; then open the student's figures again."""
    import matplotlib
    from matplotlib import pyplot
    from matplotlib._pylab_helpers import Gcf  # the open figures, the current one last

    before = dict(Gcf.figs)
    Gcf.figs.clear()
    _figures.clear()
    try:
        with matplotlib.rc_context(), mock.patch.object(pyplot, "_backend_mod", _backend()):
            matplotlib.rcdefaults()
            yield
    finally:
        with contextlib.suppress(Exception):  # a student's figure may raise
            pyplot.close("all")
        Gcf.figs.clear()
        Gcf.figs.update(before)
        _figures.clear()


def figures() -> list[Any]:
    """The figures made with pyplot since the probe began, open or not; outside a probe, the open figures."""
    from matplotlib import pyplot

    still_open = [pyplot.figure(number) for number in pyplot.get_fignums()]
    return _figures + [figure for figure in still_open if figure not in _figures]


def _backend() -> Any:
    from matplotlib import pyplot
    from matplotlib.backends.backend_agg import _BackendAgg

    class InMemory(_BackendAgg):
        @classmethod
        def new_figure_manager_given_figure(cls, num: Any, figure: Any) -> Any:
            _figures.append(figure)
            return super().new_figure_manager_given_figure(num, figure)

        @classmethod
        def show(cls, *args: Any, **kwargs: Any) -> None:
            pyplot.close("all")

    return InMemory
