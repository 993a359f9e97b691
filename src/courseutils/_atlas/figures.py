"""A figure that a notebook shows as an image with alternative text, and texts broken by their true width."""

import gc
from io import BytesIO
from weakref import WeakSet

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

MARGIN = 0.14  # inches
INK, FAINT = "#111111", "#444444"


class Canvas(FigureCanvasAgg):
    """Draws when the figure is saved, not after every layer: geopandas asks for that once a layer."""

    def draw_idle(self, *args, **kwargs):
        """Wait until the figure is saved."""


_alive: WeakSet = WeakSet()


class MapFigure(Figure):
    """A matplotlib Figure that a notebook shows as an image with alternative text (``.alt``)."""

    alt = ""

    def __init__(self, *args, **more):
        # Figures that nobody holds any more still refer to themselves, 7 MB each, and Python alone would let seven lie.
        if len(_alive) > 1:
            gc.collect()
        super().__init__(*args, **more)
        _alive.add(self)

    def png(self, dpi: int = 130) -> bytes:
        """The figure as PNG bytes."""
        out = BytesIO()
        self.savefig(out, format="png", dpi=dpi, metadata={"Software": None})
        return out.getvalue()

    def _repr_html_(self) -> str:
        from courseutils._atlas.markup import figure_html

        return figure_html(self, self.alt)


def wrapped(figure, text, inches, size, weight="normal") -> str:
    """``text`` broken into lines that fit ``inches``, by their true width."""
    # Measuring is slow. A line that by its number of letters is not nearly full needs none.
    letter = inches_of(figure, text, size, weight) / max(len(text), 1)
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and len(longer) * letter > 0.7 * inches and inches_of(figure, longer, size, weight) > inches:
            lines.append(line)
            longer = word
        line = longer
    return "\n".join([*lines, line])


def inches_of(figure, text, size, weight) -> float:
    from matplotlib.text import Text

    probe = Text(0, 0, text, fontsize=size, fontweight=weight)
    probe.set_figure(figure)
    return probe.get_window_extent(figure.canvas.get_renderer()).width / figure.dpi
