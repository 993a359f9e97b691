"""Draw maps as a figure in the manner of a printed atlas: map, legend, convention and credits below it."""

from typing import Any

from courseutils._atlas.figures import FAINT, INK, MARGIN, Canvas, MapFigure, inches_of, wrapped
from courseutils._atlas.scene import scene_of
from courseutils._atlas.staticpanel import entries_of, fill_map, foot_of
from courseutils._atlas.staticrows import draw_rows
from courseutils._atlas.words import picture_words

GAP = 0.16  # inches


def draw(maps: list, width: float | None = None, rows: bool = True) -> MapFigure:
    """One map, or a pair side by side, ``width`` inches in all (9; a pair 12), with one legend and the words of each.

    Three or more stand one below the other, each with a legend of its own; without ``rows`` side by side, as a sheet
    of paper needs them. The small maps of a map in time stand two or three in a row, its title above and its
    convention below all of them.
    """
    import matplotlib as mpl

    rows = rows and len(maps) > 2 and not maps[0].day
    with mpl.rc_context(
        {
            "font.family": "DejaVu Sans",
            "hatch.linewidth": 0.7,
            "path.simplify": True,
            "svg.hashsalt": "courseutils",
            "text.parse_math": False,  # a title may hold two dollar signs
        }
    ):
        figure = (
            draw_rows(maps, width or 9.0)
            if rows
            else _draw(maps, width or (9.0 if len(maps) == 1 or maps[0].day else 12.0))
        )
    figure.alt = " ".join(dict.fromkeys(picture_words(m.whole or m) for m in maps))
    return figure


def _across(maps) -> int:
    """How many maps stand side by side: all, but of a map in time two or three."""
    return min(len(maps), 3 if len(maps) == 3 else 2) if maps[0].day else len(maps)


def _draw(maps, width):
    figure = MapFigure(figsize=(width, width), dpi=130)
    Canvas(figure)
    across = _across(maps)
    panel = (width - 2 * MARGIN - GAP * (across - 1)) / across
    title, stamp = _shared(figure, maps[0], width - 2 * MARGIN)
    heads = [wrapped(figure, m.heading or m.title, panel, 11.5 if m.day else 13, "bold") for m in maps]
    stamps = ["" if stamp else wrapped(figure, m.stamp, panel, 8.2, "bold") for m in maps]
    handles = _folded(figure, entries_of(maps), width - 2 * MARGIN)
    columns = _columns(figure, handles, width - 2 * MARGIN)
    foot = wrapped(figure, foot_of(maps), width - 2 * MARGIN, 7.2)
    heights = _heights(maps, panel, heads, stamps, _legend_lines(handles, columns), foot)
    row = sum(heights[part] for part in ("head", "map", "stamp"))
    top, low = _lines(title, 0.25), _lines(stamp, 0.155)
    total = top + -(-len(maps) // across) * row + low + heights["legend"] + heights["foot"] + 2 * MARGIN
    figure.set_size_inches(width, total)
    style: dict[str, Any] = {"fontweight": "bold", "color": INK, "va": "top"}
    figure.text(MARGIN / width, 1 - MARGIN / total, title, fontsize=14, **style)
    under = MARGIN + heights["foot"] + heights["legend"] + low
    figure.text(MARGIN / width, under / total, stamp, fontsize=8.2, **style)
    for number, m in enumerate(maps):
        left = MARGIN + number % across * (panel + GAP)
        place = (left, total - MARGIN - top - number // across * row, panel, heights)
        _panel(figure, m, place, heads[number], stamps[number], alone=len(maps) == 1)
    _below(figure, handles, columns, foot, heights)
    return figure


def _shared(figure, m, inches) -> tuple[str, str]:
    """Title and convention of a map in time, which stand once for all its small maps."""
    if not m.day:
        return "", ""
    return wrapped(figure, m.whole.title, inches, 14, "bold"), wrapped(figure, m.stamp, inches, 8.2, "bold")


def _lines(text: str, height: float) -> float:
    """The room, in inches, that ``text`` takes with lines of that height."""
    return (text.count("\n") + 1) * height + 0.1 if text else 0


def _folded(figure, handles, inches) -> list:
    """The legend entries, long texts broken so that two stand side by side."""
    room = max(0.45 * inches, min(2.5, inches - 0.7))
    for handle in handles:
        handle.set_label(wrapped(figure, handle.get_label(), room - 0.4, 8))
    return handles


def _legend_lines(handles, columns) -> int:
    """How many lines of text the longest column of the legend has (matplotlib fills the first columns up)."""
    import numpy as np

    return max(
        (sum(h.get_label().count("\n") + 1 for h in part) for part in np.array_split(handles, columns)), default=0
    )


def _columns(figure, handles, inches) -> int:
    """The largest number of legend columns, up to four, whose entries fit side by side."""
    import numpy as np

    wide = [inches_of(figure, handle.get_label(), 8, "normal") for handle in handles]
    for columns in range(min(4, len(wide)), 1, -1):
        parts = [part for part in np.array_split(wide, columns) if len(part)]
        if sum(part.max() + 0.62 for part in parts) < inches:
            return columns
    return 1


def _heights(maps, panel, heads, stamps, lines, foot) -> dict:
    line, gap = (0.2, 0.03) if maps[0].day else (0.23, 0.08)
    return {
        "head": max(h.count("\n") + 1 for h in heads) * line + gap,
        "map": panel * max(_aspect(m) for m in maps),
        "stamp": max(s.count("\n") + 1 for s in stamps) * 0.155 + 0.12 if stamps[0] else 0.13,
        "legend": lines * 0.17 + 0.14,
        "foot": (foot.count("\n") + 1) * 0.132 + 0.02,
    }


def _aspect(m) -> float:
    x0, y0, x1, y1 = scene_of(m.area).window
    return (y1 - y0) / (x1 - x0)


def _panel(figure, m, place, head, stamp, alone):
    left, top, panel, heights = place
    width, total = figure.get_size_inches()
    size = 11.5 if m.day else 13
    figure.text(left / width, top / total, head, fontsize=size, fontweight="bold", color=INK, va="top")
    low = top - heights["head"] - panel * _aspect(m)
    ax = figure.add_axes((left / width, low / total, panel / width, panel * _aspect(m) / total))
    figure.text(left / width, (low - 0.07) / total, stamp, fontsize=8.2, fontweight="bold", color=INK, va="top")
    fill_map(ax, m, alone)


def _below(figure, handles, columns, foot, heights):
    width, total = figure.get_size_inches()
    upper = (MARGIN + heights["foot"] + heights["legend"]) / total
    if handles:
        figure.legend(
            handles=handles,
            ncols=columns,
            loc="upper left",
            frameon=False,
            fontsize=8,
            bbox_to_anchor=(MARGIN / width, upper),
            borderaxespad=0,
            borderpad=0.2,
            handlelength=2.6,
            columnspacing=1.6,
            labelspacing=0.45,
        )
    figure.text(
        MARGIN / width, (MARGIN + heights["foot"]) / total, foot, fontsize=7.2, color=FAINT, va="top", linespacing=1.3
    )
