"""Three or more maps to compare, one below the other, each with its title, its convention and its legend beside it.

Side by side, three maps of one figure would be too small to read on a screen.
"""

from courseutils._atlas.figures import FAINT, INK, MARGIN, Canvas, MapFigure, wrapped
from courseutils._atlas.scene import scene_of
from courseutils._atlas.staticpanel import entries_of, fill_map, foot_of

SIDE, GAP = 2.9, 0.16  # inches: the column of words, and the room around it
_LINE = {"head": 0.22, "stamp": 0.15, "entry": 0.145}


def draw_rows(maps: list, width: float) -> MapFigure:
    """The maps as rows of one figure, ``width`` inches wide, with the notes of all of them at the foot."""
    figure = MapFigure(figsize=(width, width), dpi=130)
    Canvas(figure)
    rows = [_Row(figure, m, width) for m in maps]
    foot = wrapped(figure, foot_of(maps), width - 2 * MARGIN, 7.2)
    low = MARGIN + 0.132 * (foot.count("\n") + 1) + 0.02
    total = MARGIN + sum(row.tall + GAP for row in rows) + low
    figure.set_size_inches(width, total)
    top = total - MARGIN
    for row in rows:
        row.draw(figure, top)
        top -= row.tall + GAP
    figure.text(MARGIN / width, low / total, foot, fontsize=7.2, color=FAINT, va="top", linespacing=1.3)
    return figure


class _Row:
    """One map with its words, measured before the figure has its height."""

    def __init__(self, figure, m, width: float):
        self.m, self.wide = m, width - SIDE - GAP - 2 * MARGIN
        self.head = wrapped(figure, m.heading or m.title, SIDE, 12.5, "bold")
        self.stamp = wrapped(figure, m.stamp, SIDE, 8.2, "bold")
        self.entries = entries_of([m])
        for entry in self.entries:
            entry.set_label(wrapped(figure, entry.get_label(), SIDE - 0.55, 8))
        x0, y0, x1, y1 = scene_of(m.area).window
        self.high = self.wide * (y1 - y0) / (x1 - x0)
        self.tall = max(self.high, self._legend_top() + self._legend_tall())

    def _legend_top(self) -> float:
        """Inches from the top of the row to its legend."""
        lines = _LINE["head"] * (self.head.count("\n") + 1), _LINE["stamp"] * (self.stamp.count("\n") + 1)
        return sum(lines) + 0.2

    def _legend_tall(self) -> float:
        return sum(_LINE["entry"] * (entry.get_label().count("\n") + 1) + 0.05 for entry in self.entries)

    def draw(self, figure, top: float) -> None:
        """Draw the row, its upper edge ``top`` inches above the figure's lower one."""
        width, total = figure.get_size_inches()
        axes = figure.add_axes((MARGIN / width, (top - self.high) / total, self.wide / width, self.high / total))
        fill_map(axes, self.m, alone=False)
        left = (MARGIN + self.wide + GAP) / width
        style = {"va": "top", "color": INK, "fontweight": "bold"}
        figure.text(left, top / total, self.head, fontsize=12.5, **style)
        stamp = top - _LINE["head"] * (self.head.count("\n") + 1) - 0.08
        figure.text(left, stamp / total, self.stamp, fontsize=8.2, **style)
        figure.legend(
            handles=self.entries,
            loc="upper left",
            bbox_to_anchor=(left, (top - self._legend_top()) / total),
            frameon=False,
            fontsize=8,
            borderaxespad=0,
            borderpad=0.2,
            handlelength=2.4,
            labelspacing=0.45,
        )
