"""How wide a picture may be drawn, in inches. Standard library only."""

import math
from numbers import Real

from courseutils._data import Plain

LEAST, MOST = 3, 40


class WidthError(Plain, ValueError):
    """The width is no number of inches in which a picture can be drawn."""


def inches(width) -> float:
    """The width as a number; raises WidthError for what is none, and for one that leaves no room or is a wall's.

    >>> inches(9)
    9.0
    """
    wide = float(width) if isinstance(width, Real) and not isinstance(width, bool) else math.nan
    if LEAST <= wide <= MOST:  # which no "not a number" is
        return wide
    raise WidthError(f"width is a number of inches from {LEAST} to {MOST}, such as width=9, but this is {width!r}.")
