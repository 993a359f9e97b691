"""A plot for each group: a panel for each thing, a bar for each way, its value beside it, a line where the aim is."""

import io
import textwrap
from itertools import groupby

from courseutils.teach.bench.record import Part, Row

FOLDER = "images/figures"
KIT, OTHER, INK, AIM = "#0b2f4f", "#b9cfdd", "#1c1c1c", "#a83200"
FEW = 6  # panels that stand in one column
_WIDE, _BAR, _FRAME = (
    {1: 7.2, 2: 10.4},
    0.24,
    0.8,
)  # inches: one or two columns, a bar, what a panel needs beside its bars
# Letters stay letters, and the same data give the same file.
_LOOK: dict = {"svg.fonttype": "none", "svg.hashsalt": "figures", "font.family": "DejaVu Sans", "font.size": 9}


def words(part: Part) -> str:
    """The alternative text: the table above the plot has its values."""
    return (
        f"{part.title}: the medians of the table above as bars, the kit's dark, others light, a dashed line at each aim"
    )


def panels(part: Part) -> list[list[Row]]:
    """The rows of each thing, in the order in which the group gave them."""
    things = {row.what: None for row in part.rows}
    ordered = sorted(part.rows, key=lambda row: list(things).index(row.what))
    return [list(rows) for _, rows in groupby(ordered, key=lambda row: row.what)]


def plot(part: Part) -> str:
    """The plot as an SVG; each bar has the id ``bar-PANEL-WAY``."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    found = panels(part)
    across = 1 if len(found) <= FEW else 2
    lines = [found[start : start + across] for start in range(0, len(found), across)]
    most = [max(map(len, line)) for line in lines]
    heights = [_FRAME + _BAR * bars for bars in most]
    with mpl.rc_context(_LOOK):
        figure = Figure(figsize=(_WIDE[across], sum(heights)), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.subplots(len(lines), across, squeeze=False, gridspec_kw={"height_ratios": heights})
        for number, ax in enumerate(axes.flat):
            if number < len(found):
                _panel(ax, found[number], f"bar-{number}", most[number // across])
            else:
                ax.set_axis_off()
        return _svg(figure, part.title)


def _svg(figure, title: str) -> str:
    """The file's text, the same every time, without spaces at the ends of lines."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _panel(ax, rows: list[Row], name: str, room: int) -> None:
    """One thing: the kit's own way on top, the scale from nothing; ``room`` is for so many bars, all of one height."""
    from courseutils.teach.bench.page import with_unit

    for place, row in enumerate(rows):
        (bar,) = ax.barh(place, row.median, height=0.72, color=OTHER if place else KIT)
        bar.set_gid(f"{name}-{place}")
        ax.plot([min(row.values), max(row.values)], [place, place], color="#7a7a7a", linewidth=1.2)
        ax.annotate(with_unit(row.median, row), (max(row.values), place), (4, 0), **_BESIDE)
    most = max(max(row.values) for row in rows)
    ax.set_yticks(range(len(rows)), [textwrap.fill(row.way, 30) for row in rows])
    ax.set_ylim(room - 0.4, -0.6)
    ax.set_title(textwrap.fill(rows[0].what, 60), loc="left", fontsize=9, fontweight="bold", color=INK)
    ax.set_xlabel(rows[0].unit or "number")
    _aim(ax, rows[0], most)
    ax.spines[["top", "right"]].set_visible(False)


_BESIDE: dict = {"textcoords": "offset points", "va": "center", "fontsize": 8.5, "color": INK, "zorder": 5}
_BESIDE |= {"bbox": {"boxstyle": "square,pad=0.1", "facecolor": "#ffffff", "edgecolor": "none", "alpha": 0.85}}


def _aim(ax, row: Row, most: float) -> None:
    """The kit's aim as a dashed line; the scale reaches it, and leaves room for the values beside the bars."""
    if row.aim is not None:
        ax.plot([row.aim, row.aim], [-0.6, 0.5], color=AIM, linestyle="--", linewidth=1.2)
        ax.set_xlabel(f"{row.unit or 'number'} (dashed: at most)")
    ax.set_xlim(0, 1.2 * max(most, row.aim or 0) or 1)
