"""A drawing put off: while notebooks are marked nobody looks, so nothing is drawn until somebody does."""

from functools import cached_property

from courseutils._data import marking


def drawn(draw):
    """The figure that ``draw()`` gives; while a notebook is marked, one that is drawn only if somebody looks at it."""
    return Later(draw) if marking() else draw()


class Later:
    """Stands for a figure; draws it when anything is asked of it that it was not given.

    >>> figure = Later(lambda: "a figure")
    >>> figure.words = "Two towns."
    >>> figure.words
    'Two towns.'
    >>> figure.title()
    'A Figure'
    """

    def __init__(self, draw):
        self._draw = draw

    @cached_property
    def _drawn(self):
        return self._draw()

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._drawn, name)
