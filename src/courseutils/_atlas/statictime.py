"""Marks of a map in time on the static figure, and what its legend says of them.

A white dot: known by the clock; hollow: only the month or the year is known; in a ring: contested.
"""

from dataclasses import replace
from typing import Any

from courseutils._atlas.layers import biggest, tiny

RING, GREY = "#1a1a1a", "#555555"
STEP = 9.5  # points between the marks of features at one spot
ACROSS = 4  # marks in a row
SHAPES = {"square": "s", "triangle": "^", "diamond": "D", "pentagon": "p", "circle": "o"}
_SORTS = {
    "clock": ("the time is known by the clock", lambda span: span.by_clock),
    "rough": ("only the month or the year is known; shown all through it", lambda span: span.rough),
    "contested": ("contested, a side disputes something about it", lambda span: span.contested),
}
_KINDS = {"area": "area", "line": "line", "post": "point", "town": "point"}
_LOOKS = {
    ("clock", "point"): "White dot in a mark",
    ("rough", "point"): "Hollow mark, dashed",
    ("rough", "area"): "Pale area, dashed",
    ("rough", "line"): "Dotted line",
    ("contested", "point"): "Mark in a ring",
    ("contested", "area"): "Striped area",
    ("contested", "line"): "Dash-dotted line",
}


def sorts(m) -> list[tuple[str, str, str]]:
    """What the legend of a map in time explains: sort, kind of geometry, text."""
    found = []
    for (sort, kind), look in _LOOKS.items():
        text, holds = _SORTS[sort]
        if any(holds(span) for span, drawn in _drawn(m) if drawn == kind):
            found.append((sort, kind, f"{look}: {text}"))
    return found


def _drawn(m) -> list[tuple]:
    """The span of each feature in time, and whether it is drawn as area, line or point."""
    pairs = [(layer, *pair) for layer in m.layers for pair in zip(layer.spans or (), layer.data.geometry, strict=False)]
    return [(span, _kind(m, layer, shape)) for layer, span, shape in pairs]


def _kind(m, layer, shape) -> str:
    return "point" if tiny(m, layer, shape) else _KINDS[layer.style]


def point_look(layer, span) -> dict:
    """How a mark is drawn: filled, or hollow with a dashed outline."""
    if span.rough:
        return {"facecolors": "#ffffff", "edgecolors": layer.colour, "linewidths": 1.4, "linestyles": [(0, (2, 1))]}
    return {"facecolors": layer.colour, "edgecolors": "#ffffff", "linewidths": 0.9}


def area_look(look: dict, span) -> dict:
    """The fill of an area: paler if only the month is known, with upright stripes if contested."""
    red, green, blue, alpha = look["facecolor"]
    look = look | {"facecolor": (red, green, blue, alpha * (0.4 if span.rough else 1))}
    return look | ({"hatch": "|||"} if span.contested else {})


def outline(layer, span) -> tuple:
    """Dashes of an outline: dotted if only the month is known; a contested line has dashes and dots."""
    if span.rough:
        return (1, 2)
    return (6, 2, 1, 2) if span.contested and layer.style == "line" else layer.dash


def spots(ax, m) -> list[tuple]:
    """Each point in time of a small map: layer, span, x and y in the axes' units; those at one spot stand in a row."""
    points = [(layer, span, point) for layer in m.layers if layer.spans for span, point in _points(layer, m)]
    groups: dict = {}
    for item in points:
        groups.setdefault((round(item[2].x, -2), round(item[2].y, -2)), []).append(item)
    return [spot for group in groups.values() for spot in _row(ax, group)]


def _points(layer, m) -> list[tuple]:
    """Span and point, in the map's CRS, of each point of a layer in time and of each state that is but a dot."""
    marked = [_kind(m, layer, shape) == "point" for shape in layer.data.geometry]
    shapes = layer.data.to_crs(m.area.crs).geometry
    items = zip(layer.spans, shapes, marked, strict=True)
    return [(span, biggest(shape).representative_point()) for span, shape, mark in items if mark]


def places(m) -> list[tuple[float, float]]:
    """Where the points in time of a small map stand, in the map's CRS."""
    return [(point.x, point.y) for layer in m.layers if layer.spans for _, point in _points(layer, m)]


def shifts(count: int, step: float) -> list[tuple[float, float]]:
    """How far right and down each of ``count`` marks at one spot is moved, in rows round the spot.

    >>> shifts(2, 10)
    [(-5.0, 0.0), (5.0, 0.0)]
    """
    rows = [min(ACROSS, count - first) for first in range(0, count, ACROSS)]
    return [
        ((place - (row - 1) / 2) * step, (number - (len(rows) - 1) / 2) * step)
        for number, row in enumerate(rows)
        for place in range(row)
    ]


def _row(ax, group):
    back, dots = ax.transData.inverted().transform, ax.figure.dpi / 72
    for (layer, span, point), (right, down) in zip(group, shifts(len(group), STEP), strict=True):
        x, y = ax.transData.transform((point.x, point.y))
        yield (layer, span, *back((x + right * dots, y - down * dots)))


def draw_points(ax, m):
    """The marks of all points in time."""
    for layer, span, x, y in sorted(spots(ax, m), key=lambda spot: spot[1].contested):  # a ring hides behind nothing
        if span.contested:
            ax.scatter([x], [y], s=92, marker="o", facecolors="#ffffff", edgecolors=RING, linewidths=1, zorder=32)
        shape = marker_of(layer)
        size = 54 if shape == "triangle" else 40
        ax.scatter([x], [y], s=size, marker=SHAPES[shape], zorder=33, **point_look(layer, span))
        if span.by_clock:
            ax.scatter([x], [y], s=5, marker="o", facecolors="#ffffff", linewidths=0, zorder=34)


def marker_of(layer) -> str:
    """The shape of a layer's marks; a state that is but a dot is a circle."""
    return "circle" if layer.style == "area" else layer.marker


def once(labels, small_map) -> list:
    """Labels without repetition: of marks at one spot each name once, and room left for a row of marks."""
    groups: dict = {}
    for label in labels:
        groups.setdefault((round(label.x, -2), round(label.y, -2)), []).append(label)
    half = STEP / 2
    return [
        replace(
            label,
            wide=half * min(len(group) - 1, ACROSS - 1),
            high=half * ((len(group) - 1) // ACROSS),
            nearest=small_map,
        )
        for group in groups.values()
        for label in {label.text: label for label in reversed(group)}.values()
    ]


def handles(m) -> list:
    """Legend entries for what is hollow, pale, dotted, in a ring or striped."""
    return [_handle(*entry) for entry in sorts(m)]


def _handle(sort: str, kind: str, text: str):
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    dash = (0, (1, 2) if sort == "rough" else (6, 2, 1, 2))
    if kind == "line":
        return Line2D([], [], color=GREY, lw=2, ls=dash, label=text)
    if kind == "point":
        return _mark(sort, text)
    more: dict[str, Any] = {"ls": dash, "lw": 1.2} if sort == "rough" else {"hatch": "|||", "lw": 1}
    return Patch(facecolor="#dddddd", edgecolor=GREY, label=text, **more)


# Radii of the circles of a legend mark; a negative one is a hole.
_CIRCLES = {"clock": (1, -0.4), "rough": (1,), "contested": (1, -0.86, 0.5)}


def _mark(sort: str, text: str):
    """A mark with a white dot, a hollow dashed one, or a dot in a ring."""
    import numpy as np
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path
    from matplotlib.transforms import IdentityTransform

    circle = Path.unit_circle()
    corners = np.asarray(circle.vertices)
    rings = [radius * corners if radius > 0 else -radius * corners[::-1] for radius in _CIRCLES[sort]]
    path = Path.make_compound_path(*(Path(ring, circle.codes) for ring in rings))
    hollow = {"facecolors": "#ffffff", "edgecolors": GREY, "linewidths": 1.3, "linestyles": [(0, (2, 1))]}
    look: dict[str, Any] = hollow if sort == "rough" else {"facecolors": RING, "linewidths": 0}
    found = PathCollection((path,), sizes=[34 if sort == "contested" else 22], **look)
    found.set(transform=IdentityTransform(), label=text)
    return found
