"""Whose lines a map follows: three conventions, what each asserts, what each hides, one below the other.

>>> viewpoint("un").label
'United Nations practice'
"""

from courseutils._atlas.conventions import NEUTRAL, VIEWPOINTS, LineStyle, Viewpoint, viewpoint
from courseutils._atlas.markup import figure_html, table_html
from courseutils.maps import Map, static_maps

__all__ = ["NEUTRAL", "VIEWPOINTS", "Comparison", "LineStyle", "Viewpoint", "compare_viewpoints", "viewpoint"]


class Comparison:
    """Three conventions compared: ``.figure`` (three maps), ``.table``, ``.description``."""

    def __init__(self, area):
        self.area = area

    @property
    def table(self):
        """One row for each convention: name, label, what it asserts, what it hides (a DataFrame)."""
        import pandas as pd

        columns = ("key", "label", "asserts", "hides")
        return pd.DataFrame([{c: getattr(v, c) for c in columns} for v in VIEWPOINTS.values()])

    @property
    def figure(self):
        """The same area drawn three times, each with its own stamp (a matplotlib Figure)."""
        return static_maps([Map(v.label, viewpoint=v, area=self.area) for v in VIEWPOINTS.values()])

    @property
    def description(self) -> str:
        """What the three maps show, in words."""
        return " ".join(f"{v.label}: {v.asserts} {v.hides}" for v in VIEWPOINTS.values())

    def _repr_html_(self) -> str:
        return figure_html(self.figure, self.description) + table_html(self.table, "The conventions as a table")


def compare_viewpoints(area="georgia") -> Comparison:
    """The three conventions over one area, as three maps one below the other and a table.

    ``area`` is an area name or bounds as in ``Map``. Raises ValueError for an unknown area.

    >>> list(compare_viewpoints().table["key"])
    ['un', 'recognisers', 'on_the_ground']
    """
    return Comparison(area)
