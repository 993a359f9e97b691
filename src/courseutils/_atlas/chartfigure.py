"""Draw a chart: series told apart by brightness, marker, dashes or hatching, with their names beside them."""

import datetime as dt
import math

from courseutils._atlas.chartwords import number, said, span
from courseutils._atlas.figures import FAINT, INK, MARGIN, Canvas, MapFigure, inches_of, wrapped

# Brightness (CIE L*) 18, 37, 53 and 76: a step of at least 15 between any two, so that they differ in grey.
PALETTE = ("#0b2f4f", "#7a3b78", "#c8660a", "#86c5e6")
CHOSEN = {1: (0,), 2: (0, 2), 3: (0, 2, 3), 4: (0, 1, 2, 3)}
MARKERS = ("o", "s", "^", "D")
DASHES = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)))
HATCHES = ("", "..", "///", "xxx")
MOST_NAME, MOST_LINES = 0.4, 4  # of the width for the names at a side; lines of one name
PLATE = {"boxstyle": "square,pad=0.1", "facecolor": "#ffffff", "edgecolor": "none", "alpha": 0.92}


class ChartFigure(MapFigure):
    """A Figure that a notebook shows as an image with alternative text, a sentence and a table."""

    words = ""
    table = None

    def _repr_html_(self) -> str:
        from html import escape

        from courseutils._atlas.markup import figure_html, table_html

        rows = table_html(self.table, "The chart as a table")
        return f"{figure_html(self, self.alt)}<p>{escape(self.words)}</p>{rows}"


def looks(count: int) -> list[dict]:
    """Colour, marker, dashes and hatching of each of ``count`` series."""
    return [
        {"colour": PALETTE[shade], "marker": MARKERS[i], "dash": DASHES[i], "hatch": HATCHES[i]}
        for i, shade in enumerate(CHOSEN[count])
    ]


def draw(table, x, labels, title, kind, foot, unit, width) -> ChartFigure:
    """The chart as a figure of ``width`` inches, its height by what it holds."""
    import matplotlib as mpl

    with mpl.rc_context({"font.family": "DejaVu Sans", "hatch.linewidth": 0.7, "hatch.color": "#ffffff"}):
        return _draw(table, x, labels, title, kind, foot, unit, width)


def _draw(table, x, labels, title, kind, foot, unit, width):
    figure = ChartFigure(figsize=(width, width), dpi=130)
    Canvas(figure)
    head = wrapped(figure, title, width - 2 * MARGIN, 13, "bold")
    foot = wrapped(figure, foot, width - 2 * MARGIN, 7.6)
    flat = kind == "ranges" or (kind != "lines" and _is_text(table[x]))
    names = [_fitted(figure, said(value), MOST_NAME * width) for value in table[x]] if flat else []
    labels = {column: _fitted(figure, label, MOST_NAME * width, "bold") for column, label in labels.items()}
    row = max([0.34 * (len(labels) if kind == "bars" else 1), *(0.16 * name.count("\n") + 0.22 for name in names)])
    plot = max(1.4, row * len(table)) if flat else 3.6
    top = 0.23 * (head.count("\n") + 1) + 0.1 + (0.32 if "bars" in kind and len(labels) > 1 else 0)
    low = 0.14 * (foot.count("\n") + 1) + (0.6 if flat and unit else 0.42)
    height = top + plot + low + 2 * MARGIN
    figure.set_size_inches(width, height)
    figure.text(MARGIN / width, 1 - MARGIN / height, head, fontsize=13, fontweight="bold", color=INK, va="top")
    figure.text(MARGIN / width, MARGIN / height, foot, fontsize=7.6, color=FAINT, va="bottom", linespacing=1.3)
    left = MARGIN + 0.25 + _widest(figure, names, "normal") if flat else 0.75
    right = 0.45 + _widest(figure, labels.values(), "bold") if kind == "lines" else 0.5
    box = (left / width, (low + MARGIN) / height, 1 - (left + right) / width, plot / height)
    axes = figure.add_axes(box)
    _fill(axes, table, x, labels, kind, unit, flat)
    if flat:
        axes.set_yticks(range(len(names)), names)
    return figure


def _is_text(values) -> bool:
    return isinstance(values.iloc[0], str)


def _widest(figure, names, weight: str) -> float:
    """Inches that the longest of the names needs."""
    return max(inches_of(figure, name, 9, weight) for name in names)


def _fitted(figure, name: str, room: float, weight: str = "normal") -> str:
    """A name in lines of ``room`` inches; what no blank parts is cut, for the table beside has it whole."""
    lines = wrapped(figure, name, room, 9, weight).split("\n")
    return "\n".join(_cut(line, room / max(inches_of(figure, line, 9, weight), room)) for line in lines[:MOST_LINES])


def _cut(line: str, share: float) -> str:
    return line if share == 1 else line[: max(1, int(share * len(line)) - 2)] + "…"


def _fill(axes, table, x, labels, kind, unit, flat):
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=9, colors=INK)
    axes.set_axisbelow(True)
    axes.grid(axis="x" if flat else "y", color="#d9d9d9", linewidth=0.6)
    axis_label = axes.set_xlabel if flat else axes.set_ylabel
    axis_label(unit, fontsize=9, color=INK)
    {"lines": _lines, "bars": _bars, "stacked bars": _stacked, "ranges": _ranges}[kind](axes, table, x, labels, flat)
    if kind in ("bars", "stacked bars") and len(labels) > 1:
        axes.legend(
            loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(labels), frameon=False, fontsize=9, borderaxespad=0.2
        )


def _places(values):
    """Where the values stand on the axis: dates and numbers as they are, names one after the other."""
    return range(len(values)) if _is_text(values) else list(values)


def _lines(axes, table, x, labels, flat):
    from matplotlib.patheffects import withStroke
    from matplotlib.ticker import MaxNLocator

    where = _places(table[x])
    for look, column in zip(looks(len(labels)), labels, strict=True):
        outline = [withStroke(linewidth=3.2, foreground=INK)] if look["colour"] == PALETTE[3] else None
        style = {"color": look["colour"], "marker": look["marker"], "linestyle": look["dash"]}
        axes.plot(where, table[column], **style, markersize=6, linewidth=2, markeredgecolor=INK, path_effects=outline)
    _name_lines(axes, table, where, labels)
    _from_zero(axes, table, labels)
    if _is_text(table[x]):
        axes.set_xticks(list(where), [said(v) for v in table[x]])
    elif not isinstance(table[x].iloc[0], dt.date):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")


def _from_zero(axes, table, labels):
    """Let the axis begin at zero, so that heights can be compared, unless there are numbers below it."""
    if min(table[column].min() for column in labels) >= 0:
        axes.set_ylim(bottom=0)


def _name_lines(axes, table, where, labels):
    """The name of each line beside its last point, moved up where two would touch."""
    low, high = axes.get_ylim()
    gap, reached = 0.055 * (high - low), -math.inf
    ends = {c: table[c].dropna().iloc[-1] for c in labels}
    for column, look in sorted(zip(labels, looks(len(labels)), strict=True), key=lambda pair: ends[pair[0]]):
        last = max(i for i, known in enumerate(table[column].notna()) if known)
        reached = max(ends[column], reached + gap)
        dark = look["colour"] if look["colour"] != PALETTE[3] else INK
        spot = {"xytext": (list(where)[last], reached), "textcoords": "data", "va": "center"}
        text = axes.annotate("   " + labels[column], (list(where)[last], ends[column]), **spot, fontsize=9)
        text.set(color=dark, fontweight="bold", annotation_clip=False)


def _bar(axes, spots, lengths, flat, look, label, **more):
    """Bars of one series, lying or standing, without a bar where no number is known."""
    style = {"color": look["colour"], "hatch": look["hatch"], "edgecolor": "#ffffff", "linewidth": 0.5, "label": label}
    lengths = [0 if math.isnan(v) else v for v in lengths]
    if flat:
        return axes.barh(spots, lengths, height=more["thick"], left=more.get("start"), **style)
    return axes.bar(spots, lengths, width=more["thick"], bottom=more.get("start"), **style)


def _bars(axes, table, x, labels, flat):
    thick = 0.8 / len(labels)
    for i, (look, (column, label)) in enumerate(zip(looks(len(labels)), labels.items(), strict=True)):
        spots = [n + (i - (len(labels) - 1) / 2) * thick for n in range(len(table))]
        bars = _bar(axes, spots, table[column], flat, look, label, thick=thick)
        written = ["no number" if math.isnan(v) else number(v) for v in table[column]]
        axes.bar_label(bars, written, padding=2, fontsize=8, color=INK)
    _name_bars(axes, table[x], flat)
    axes.margins(**{"x" if flat else "y": 0.12})


def _stacked(axes, table, x, labels, flat):
    starts = [0.0] * len(table)
    whole = table[list(labels)].sum(axis=1).max()
    for look, (column, label) in zip(looks(len(labels)), labels.items(), strict=True):
        bars = _bar(axes, range(len(table)), table[column], flat, look, label, thick=0.78, start=starts)
        written = [number(v) if v >= 0.035 * whole else "" for v in table[column].fillna(0)]
        for text in axes.bar_label(bars, written, label_type="center", fontsize=7.4, color=INK):
            text.set_bbox(PLATE if text.get_text() else None)
        starts = [start + v for start, v in zip(starts, table[column].fillna(0), strict=True)]
    _name_bars(axes, table[x], flat)


def _name_bars(axes, names, flat):
    if flat:  # their names are set with the room that they have
        axes.invert_yaxis()
    else:
        written = [said(name) for name in names]
        axes.set_xticks(range(len(names)), written, rotation=90 if max(map(len, written)) > 5 else 0)


def _ranges(axes, table, x, labels, flat):
    low, high = (list(table[column]) for column in labels)
    for n, (a, b) in enumerate(zip(low, high, strict=True)):
        text = f"  {span(a, b)}"
        if not (math.isnan(a) or math.isnan(b)):
            axes.plot([a, b], [n, n], color=PALETTE[0], linewidth=5, solid_capstyle="butt")
            axes.plot([a, b], [n, n], "o", color="#ffffff", markeredgecolor=INK, markersize=7, markeredgewidth=1.6)
        axes.annotate(text, (0 if math.isnan(b) else b, n), xytext=(4, 0), textcoords="offset points", va="center")
    _name_bars(axes, table[x], True)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.margins(x=0.14)
    if min(low) >= 0:
        axes.set_xlim(left=-0.01 * max(high))
