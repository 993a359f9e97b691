"""Lay a brief out on one sheet: text above, map, convention and sources below, in sizes at which all of it fits."""

from dataclasses import dataclass, field, replace
from typing import Any

from courseutils._brief import page
from courseutils._brief.mapblock import MapBlock
from courseutils._brief.page import FAINT, MARGIN, PAPERS, Block, heights, scaled
from courseutils._brief.references import numbered
from courseutils._brief.text import paragraphs

SMALL_MAP = 5.2  # inches wide, legend included
# How far the letters shrink, and how wide the map is at least: the map gives way before letters get hard to read.
SIZES = ((1.0, 6.4), (0.95, 6.4), (0.95, 6.0), (0.9, 6.0), (0.9, 5.6), (0.85, 5.6), (0.8, 5.4), (0.75, SMALL_MAP))
GAP = 0.12
_CREDIT = "The text is the author's own. Made with the teaching kit Georgia 2008."


@dataclass
class Sheet:
    """A brief with its sizes: blocks above and below the map, the drawn map, and what had to be cut."""

    above: list[Block]
    below: list[Block]
    factor: float = 1.0
    map_figure: Any = None
    map_png: bytes = b""
    map_inches: tuple[float, float] = (0.0, 0.0)
    notes: list[str] = field(default_factory=list)


def above(brief) -> list[Block]:
    """What stands over the map: for whom, title, by whom, text."""
    blocks = [Block(f"Brief for {brief.audience or '(audience missing)'}", 9, ink=FAINT, gap=0, most_lines=2)]
    blocks.append(Block(brief.title or "(title missing)", _title_size(brief), "bold", 0.05, most_lines=3))
    blocks.append(Block(f"By {brief.author or '(author missing)'}", 9, ink=FAINT, gap=0.04, most_lines=2))
    text = [numbered(part, brief.references) for part in paragraphs(brief.text)] or ["(text missing)"]
    return blocks + [Block(part, 10.2, gap=0.1) for part in text]


def _title_size(brief) -> float:
    room = PAPERS[brief.paper][0] - 2 * MARGIN
    fits = (size for size in (17, 15, 13.5) if len(page.broken(page.drawable(brief.title)[0], room, size, "bold")) <= 2)
    return next(fits, 12)


def below(brief) -> list[Block]:
    """What stands under the map: whose lines, sources, credit."""
    blocks = [Block("Lines and names", 8.8, "bold", 0.0), Block(brief.convention_told, 8.4, gap=0.01, most_lines=6)]
    blocks.append(Block("Sources", 8.8, "bold", 0.08))
    listed = [Block(r.text, 7.8, gap=0.015, hang=f"{r.number}.", most_lines=3) for r in brief.references]
    return blocks + (listed or [Block("(sources missing)", 7.8, gap=0.02)]) + [Block(_CREDIT, 7, ink=FAINT, gap=0.07)]


def lay_out(brief) -> Sheet:
    """Choose sizes, draw the map once or twice, note what was made smaller or cut."""
    notes: list[str] = []
    sheet = Sheet(*_drawable(above(brief), below(brief), notes), notes=notes)
    wide, tall = (side - 2 * MARGIN for side in PAPERS[brief.paper])
    drawn = MapBlock(brief.map, wide, sheet.notes) if brief.map is not None else None
    _choose_sizes(sheet, wide, tall, drawn)
    _tell_cuts(sheet, wide)
    if drawn:
        room = tall - 2 * GAP - heights(sheet.above + sheet.below, wide)
        sheet.map_figure = drawn.fitting(room)
        sheet.map_inches = (float(sheet.map_figure.get_figwidth()), float(sheet.map_figure.get_figheight()))
        sheet.map_png = sheet.map_figure.png(dpi=160)
    return sheet


def _drawable(over: list[Block], under: list[Block], notes: list[str]) -> tuple[list[Block], list[Block]]:
    """The blocks without letters that the font lacks, which are told."""
    lost = "".join(dict.fromkeys(page.drawable("".join(block.text for block in over + under))[1]))
    if lost:
        notes.append(f"The PDF cannot draw {' '.join(lost[:12])}; it has a question mark there. The HTML has them.")
    return tuple([replace(b, text=page.drawable(b.text)[0]) for b in blocks] for blocks in (over, under))  # type: ignore


def _choose_sizes(sheet: Sheet, wide: float, tall: float, drawn) -> None:
    full = sheet.above, sheet.below
    for factor, least in SIZES:
        sheet.above, sheet.below, sheet.factor = scaled(full[0], factor), scaled(full[1], factor), factor
        if _fits(sheet, wide, tall, drawn, least):
            break
    else:
        _cut(sheet, wide, tall, drawn)
    if sheet.factor < 0.85:
        sheet.notes.append(f"To fit on one page the letters are {sheet.factor:.0%} of their size. Could something go?")


def _fits(sheet: Sheet, wide: float, tall: float, drawn, least: float) -> bool:
    room = tall - heights(sheet.above + sheet.below, wide)
    return room >= (drawn.lowest(least) + 2 * GAP if drawn else 0)


def _cut(sheet: Sheet, wide: float, tall: float, drawn) -> None:
    """Leave out sources from the end, then words from the end, until the page holds the rest."""
    left_out, words = 0, " ".join(b.text for b in sheet.above[3:]).split()
    while not _fits(sheet, wide, tall, drawn, SMALL_MAP) and len(sheet.below) > 5:
        del sheet.below[-2]
        left_out += 1
    if left_out:
        more = Block(f"... and {left_out} more; the HTML has them all.", sheet.below[-2].size)
        sheet.below.insert(-1, more)
        sheet.notes.append(f"{left_out} sources do not fit on the page of the PDF; the HTML has them.")
    whole = len(words)
    while not _fits(sheet, wide, tall, drawn, SMALL_MAP) and len(words) > 20:
        words = words[: -max(1, len(words) // 20)]
        sheet.above[3:] = [replace(sheet.above[3], text=" ".join(words) + " ...")]
    if len(words) < whole:
        sheet.notes.append(f"The page of the PDF holds {len(words)} of {whole} words; the rest is cut off there.")


def _tell_cuts(sheet: Sheet, wide: float) -> None:
    """Say which lines were cut because there are too many of them."""
    for block in sheet.above[:3] + sheet.below:
        if block.most_lines and page.lines_of(replace(block, most_lines=0), wide) != page.lines_of(block, wide):
            sheet.notes.append(f'Too long for its place in the PDF, so it is cut there: "{block.text[:60]} ..."')


def on_paper(sheet: Sheet, paper: str):
    """The figure of the whole page; the map keeps its size, its lines stay lines."""
    from courseutils._brief.pdf import empty_page

    size = PAPERS[paper]
    wide, top = size[0] - 2 * MARGIN, size[1] - MARGIN
    figure = sheet.map_figure or empty_page(size)
    place = (MARGIN, top - heights(sheet.above, wide) - GAP - sheet.map_inches[1])
    if sheet.map_figure:
        move(figure, place, size)
    page.write(figure, sheet.above, top, wide)
    page.write(figure, sheet.below, place[1] - GAP, wide)
    return figure


def move(figure, place: tuple[float, float], size: tuple[float, float]) -> None:
    """Put all that a map figure holds on a larger figure, its lower left corner at ``place`` (inches)."""
    wide, tall = figure.get_size_inches()

    def moved(x: float, y: float) -> tuple[float, float]:
        return (x * wide + place[0]) / size[0], (y * tall + place[1]) / size[1]

    for axes in figure.axes:
        box = axes.get_position(original=True)
        axes.set_position((*moved(box.x0, box.y0), box.width * wide / size[0], box.height * tall / size[1]))
    for text in figure.texts:
        text.set_position(moved(*text.get_position()))
    for legend in figure.legends:
        corner = figure.transFigure.inverted().transform(legend.get_bbox_to_anchor().p0)
        legend.set_bbox_to_anchor(moved(*corner), transform=figure.transFigure)
    figure.set_size_inches(*size)
