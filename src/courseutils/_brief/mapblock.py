"""The map of a brief as a flat block: title above, legend beside the map, notes below it.

The kit's own figure has its legend below the map, which on a sheet with text takes more height than there is.
Pairs of maps and the world keep that form.
"""

from copy import copy
from dataclasses import dataclass
from functools import cache

SIDE = 2.05  # inches for stamp and legend
LEAST = 4.0
LONGEST_TITLE = 140


class MapBlock:
    """The map of a brief, drawn at the width at which it is no taller than the room left for it."""

    def __init__(self, m, wide: float, notes: list[str]):
        self.maps, self.wide, self.notes = _maps(m, notes), wide, notes
        self.beside = len(self.maps) == 1 and self.maps[0].area.name != "world"
        self.height_at = cache(self._height_at)

    def draw(self, wide: float):
        """The figure, ``wide`` inches wide: legend beside a single map of a region, else below."""
        from courseutils._atlas.staticmap import draw

        if self.beside:
            return draw_beside(self.maps[0], wide)
        figure = draw(self.maps, wide)
        for axes in figure.axes:
            keep_inside(axes)
        return figure

    def _height_at(self, wide: float) -> float:
        """Height in inches at this width, legend and notes included."""
        return height_beside(self.maps[0], wide) if self.beside else float(self.draw(wide).get_figheight())

    def lowest(self, least: float) -> float:
        """Height at full width or at the least, whichever is less: a long legend is lower where its map is wide."""
        return min(self.height_at(self.wide), self.height_at(min(least, self.wide)))

    def fitting(self, room: float):
        """The figure, no taller than the room; in the worst case a picture of it made smaller."""
        wide, aspect = self.wide, _aspect(self.maps[0]) / len(self.maps)
        while (over := self.height_at(wide) - room) > 0 and wide > LEAST:
            wide = max(LEAST, round(wide - max(0.1, over / aspect), 2))
        if over <= 0:
            return self.draw(wide)
        self.notes.append("The map is too tall for the page and was made smaller. Shorten its title and legend.")
        return _shrunk(self.draw(self.wide), room)


def _maps(m, notes: list[str]) -> list:
    from courseutils._atlas.conventions import with_partner

    if len(m.title) > LONGEST_TITLE:
        m = copy(m)
        m.title = m.title[: LONGEST_TITLE - 4].rsplit(" ", 1)[0] + " ..."
        notes.append("The title of the map is very long, so it is cut on the page.")
    return with_partner(m)


def _aspect(m) -> float:
    from courseutils._atlas.scene import scene_of

    x0, y0, x1, y1 = scene_of(m.area).window
    return (y1 - y0) / (x1 - x0)


def draw_beside(m, wide: float):
    """One map with stamp and legend at its right and the notes below, ``wide`` inches in all."""
    import matplotlib as mpl

    from courseutils._atlas.words import words
    from courseutils._brief.pdf import RC

    with mpl.rc_context(RC):
        figure = _beside(m, wide)
    figure.alt = words(m)
    return figure


def height_beside(m, wide: float) -> float:
    """How tall ``draw_beside`` makes the map at this width, without drawing it."""
    import matplotlib as mpl

    from courseutils._brief.pdf import RC

    with mpl.rc_context(RC):
        return _measured(_empty(wide), m, wide).total


@dataclass(frozen=True)
class _Parts:
    """Texts with their heights, legend entries, and the heights of the middle and of all, in inches."""

    texts: dict[str, str]
    tall: dict[str, float]
    handles: list
    map_wide: float
    middle: float
    total: float


def _empty(wide: float):
    from courseutils._atlas.figures import Canvas, MapFigure

    figure = MapFigure(figsize=(wide, wide), dpi=130)
    Canvas(figure)
    return figure


def _measured(figure, m, wide: float) -> _Parts:
    from courseutils._atlas.figures import wrapped
    from courseutils._atlas.staticpanel import foot_of

    texts = {
        "head": wrapped(figure, m.title, wide, 10.5, "bold"),
        "stamp": wrapped(figure, m.stamp, SIDE, 7.6, "bold"),
        "foot": wrapped(figure, foot_of([m]), wide, 6.4),
    }
    line = {"head": 0.19, "stamp": 0.145, "foot": 0.12}
    tall = {name: (text.count("\n") + 1) * line[name] for name, text in texts.items()}
    handles = _entries(figure, m)
    legend = sum(0.128 * (handle.get_label().count("\n") + 1) + 0.055 for handle in handles) + 0.05
    map_wide = wide - SIDE - 0.12
    middle = max(map_wide * _aspect(m), tall["stamp"] + 0.12 + legend)
    return _Parts(texts, tall, handles, map_wide, middle, tall["head"] + 0.05 + middle + 0.06 + tall["foot"])


def _beside(m, wide: float):
    from courseutils._atlas.staticpanel import fill_map

    figure = _empty(wide)
    parts = _measured(figure, m, wide)
    total, tall = parts.total, parts.tall
    figure.set_size_inches(wide, total)
    top = tall["foot"] + 0.06 + parts.middle
    _write(figure, parts.texts, (0, total), (parts.map_wide + 0.12, top), tall["foot"])
    high = parts.map_wide * _aspect(m)
    axes = figure.add_axes((0, (top - high) / total, parts.map_wide / wide, high / total))
    fill_map(axes, m, alone=True)
    keep_inside(axes)
    corner = ((parts.map_wide + 0.08) / wide, (top - tall["stamp"] - 0.1) / total)
    look = {"frameon": False, "fontsize": 7.6, "borderaxespad": 0, "borderpad": 0.1, "handlelength": 2.2}
    figure.legend(handles=parts.handles, loc="upper left", bbox_to_anchor=corner, labelspacing=0.5, **look)
    return figure


def keep_inside(axes) -> None:
    """Move words that reach over the frame of a small map back inside."""
    frame = axes.get_window_extent().padded(-4)
    for word in axes.texts:
        box = word.get_window_extent()
        over = max(0, frame.x0 - box.x0) + min(0, frame.x1 - box.x1)
        if over and word.get_transform() is axes.transData:
            x, y = axes.transData.transform(word.get_position())
            word.set_position(axes.transData.inverted().transform((x + over, y)))


def _entries(figure, m) -> list:
    """The legend entries, their texts broken to the width of the side column."""
    from courseutils._atlas.figures import wrapped
    from courseutils._atlas.staticpanel import entries_of

    handles = entries_of([m])
    for handle in handles:
        handle.set_label(wrapped(figure, handle.get_label(), SIDE - 0.45, 7.6))
    return handles


def _write(figure, texts: dict, head: tuple, stamp: tuple, foot: float) -> None:
    from courseutils._atlas.figures import FAINT, INK

    wide, tall = figure.get_size_inches()
    style = {"va": "top", "color": INK, "fontweight": "bold"}
    figure.text(head[0] / wide, head[1] / tall, texts["head"], fontsize=10.5, **style)
    figure.text(stamp[0] / wide, stamp[1] / tall, texts["stamp"], fontsize=7.6, **style)
    figure.text(0, foot / tall, texts["foot"], va="top", fontsize=6.4, color=FAINT, linespacing=1.3)


def _shrunk(figure, room: float):
    """The figure as a picture of the height of the room."""
    from io import BytesIO

    from matplotlib.image import imread

    from courseutils._atlas.figures import Canvas, MapFigure

    wide, tall = figure.get_size_inches()
    small = MapFigure(figsize=(wide * room / tall, room), dpi=130)
    Canvas(small)
    axes = small.add_axes((0, 0, 1, 1))
    axes.imshow(imread(BytesIO(figure.png(dpi=250))), aspect="auto", interpolation="antialiased")
    axes.axis("off")
    small.alt = figure.alt
    return small
