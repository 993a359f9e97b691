"""Maps and charts of a lesson as still pictures of the shape of a slide: legend at the side, no title of their own."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from io import BytesIO

INCHES = 7.0  # wide; the letters of the maps are made for it
DPI, COLOURS = 210, 96
BLANK = " "


@dataclass(frozen=True)
class Drawing:
    """A picture as PNG with its size in inches, words for those who cannot see it, and what it is called.

    ``titled`` says that its title stands in the picture.
    """

    png: bytes
    inches: tuple[float, float]
    alt: str
    title: str
    titled: bool = True


def drawings(picture) -> list[Drawing]:
    """What is drawn of a Map, of a comparison of conventions, or of a figure: one picture or several in a row."""
    return list(_drawn(picture))


def _drawn(picture) -> Iterator[Drawing]:
    from courseutils._atlas.moments import timed
    from courseutils.maps import Map

    if isinstance(picture, Map):
        for m in _pairs_of_days(picture) if timed(picture) else [picture]:
            yield _of_map(m)
    elif hasattr(picture, "area"):
        yield from _of_comparison(picture)
    elif hasattr(picture, "versions"):
        yield from (_of_figure(figure) for figure in _single_sittings(picture))
    else:
        yield _of_figure(picture)


def _pairs_of_days(m) -> Iterator:
    """A map in time as maps of two days each, which stay large enough to read."""
    from courseutils._atlas.conventions import with_partner

    days = [small.day for small in with_partner(m)]
    for start in range(0, len(days), 2):
        part = copy(m)
        part.days = tuple(days[start : start + 2])
        yield part


def _of_map(m) -> Drawing:
    from courseutils._brief.mapblock import MapBlock

    untitled = copy(m)
    untitled.title = BLANK
    figure = MapBlock(untitled, INCHES, []).draw(INCHES)
    return _taken(figure, figure.alt.replace(f"{BLANK}. ", f"{m.title}. ", 1), m.title, titled=False)


def _of_comparison(comparison) -> Iterator[Drawing]:
    """United Nations practice beside each of the other conventions, none of which is shown alone."""
    from courseutils._atlas.conventions import VIEWPOINTS
    from courseutils.maps import Map, static_maps

    un, *others = VIEWPOINTS.values()
    for other in others:
        pair = [Map(view.label, viewpoint=view, area=comparison.area) for view in (un, other)]
        figure = static_maps(pair, INCHES)
        yield _taken(figure, figure.alt, "Conventions side by side")


def _single_sittings(figure) -> Iterator:
    from courseutils._data import rows
    from courseutils.seating import seats

    yield from (seats(row["sitting_id"]) for row in rows("sittings") if row["sitting"] in figure.versions.columns)


def _of_figure(figure) -> Drawing:
    """A chart or a drawing of seats, whose words begin with its title."""
    return _taken(figure, figure.alt, figure.words.partition(". ")[0])


def _taken(figure, alt: str, title: str, titled: bool = True) -> Drawing:
    png, size = _packed(figure.png(DPI))
    return Drawing(png, (size[0] / DPI, size[1] / DPI), " ".join(alt.split()), title, titled)


def _packed(png: bytes) -> tuple[bytes, tuple[int, int]]:
    """The picture without its white margin and with few colours, which makes it a third as large."""
    from PIL import Image, ImageChops

    image = Image.open(BytesIO(png)).convert("RGB")
    box = ImageChops.invert(image.convert("L")).point(lambda grey: 255 if grey > 8 else 0).getbbox()
    image = image.crop(box) if box else image
    few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue(), image.size
