"""The main map or chart of a handout, drawn at a width chosen for the room that is left on the page."""

from copy import copy
from io import BytesIO

from courseutils._brief.layout import move
from courseutils._brief.mapblock import MapBlock, keep_inside
from courseutils._brief.page import PAPERS
from courseutils._brief.pdf import empty_page

WIDTHS = (7.03, 6.6, 6.2, 5.8, 5.4, 5.1, 4.8)  # inches
DPI = 300
PAPER = PAPERS["A4"]


class MapPicture:
    """A map of the course; on the page its lines stay lines and its names stay text of one size."""

    least = 4.8  # inches wide

    def __init__(self, m):
        self.block = MapBlock(_two_days(m), WIDTHS[0], [])

    def height_at(self, wide: float) -> float:
        """Height in inches with legend and notes."""
        return self.block.height_at(wide)

    def on_page(self, wide: float, left: float, top: float):
        """The figure of the whole page with the map on it, its upper left corner at ``left``, ``top`` (from below)."""
        figure = self.block.draw(wide)
        move(figure, (left, top - float(figure.get_figheight())), PAPER)
        return figure

    def png(self) -> tuple[bytes, str]:
        """The map as a picture with its words, for the HTML form."""
        figure = self.block.draw(WIDTHS[0])
        return figure.png(dpi=160), figure.alt


def _two_days(m):
    """Of a map in time two of its days, neither the first nor the last, so that both maps are large and full."""
    from courseutils._atlas.conventions import with_partner
    from courseutils._atlas.moments import timed

    if not timed(m):
        return m
    days, part = [small.day for small in with_partner(m)], copy(m)
    part.days = (days[1], days[-2]) if len(days) > 3 else tuple(days[:2])
    return part


class ChartPicture:
    """A chart, a drawing or several maps; on the page a picture, since its letters were set for another width."""

    least = 6.2

    def __init__(self, figure):
        self.figure = figure

    def height_at(self, wide: float) -> float:
        """Height in inches, in proportion."""
        size = self.figure.get_size_inches()
        return float(wide * size[1] / size[0])

    def on_page(self, wide: float, left: float, top: float):
        """An empty page with the picture on it."""
        from matplotlib.image import imread

        page, tall = empty_page(PAPER), self.height_at(wide)
        axes = page.add_axes((left / PAPER[0], (top - tall) / PAPER[1], wide / PAPER[0], tall / PAPER[1]))
        pixels = imread(BytesIO(self.figure.png(dpi=DPI * wide / float(self.figure.get_figwidth()))))
        axes.imshow(pixels, aspect="auto", interpolation="none")
        axes.axis("off")
        return page

    def png(self) -> tuple[bytes, str]:
        """The chart as a picture with its words."""
        return self.figure.png(dpi=130), self.figure.alt


def drawn(picture):
    """What is drawn of a Map, of a comparison of conventions (all of them, none alone), or of a figure."""
    from courseutils.maps import Map

    if isinstance(picture, Map):
        return MapPicture(picture)
    return ChartPicture(picture if hasattr(picture, "png") else _side_by_side(picture.area))


def _side_by_side(area):
    from courseutils._atlas.conventions import VIEWPOINTS
    from courseutils._atlas.staticmap import draw
    from courseutils.maps import Map

    figure = draw([Map(view.label, viewpoint=view, area=area) for view in VIEWPOINTS.values()], 9.0, rows=False)
    for axes in figure.axes:
        keep_inside(axes)
    return figure
