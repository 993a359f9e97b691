"""Lay a handout out on one A4 page: all its words, the picture as large as the rest allows, lines to write on.

Lengths are inches, type sizes points. The letters are DejaVu Sans, which holds Latin, Georgian and Cyrillic ones.
"""

from dataclasses import dataclass, replace

from courseutils._brief.page import FAINT, MARGIN, PAPERS, Block, heights, scaled, width, write
from courseutils._brief.pdf import RC, empty_page, pdf_bytes
from courseutils.teach.handout.pictures import WIDTHS
from courseutils.teach.handout.sheet import CREDIT, Sheet

WIDE, TALL = PAPERS["A4"][0] - 2 * MARGIN, PAPERS["A4"][1] - 2 * MARGIN + 0.2
# Sizes of the letters with the fewest key words at each: letters stay large before words are many.
TRIES = ((1.0, 5), (0.95, 4), (0.9, 3), (0.9, 2), (0.86, 1), (0.82, 0))
GAP, GUTTER = 0.12, 0.3
MOST_WORDS, MOST_LINES = 7, 3
NAME_SIZE = 9
NAME = "Name ______________________________   Date ______________"


@dataclass(frozen=True)
class Page:
    """The blocks of a handout at their sizes: over the picture, two columns under it, and what is to be written."""

    over: list[Block]
    left: list[Block]
    right: list[Block]
    under: list[Block]
    map_wide: float = 0.0

    def height(self) -> float:
        """Height of all blocks, the picture left out."""
        return heights(self.over, WIDE) + _columns(self) + heights(self.under, WIDE)


class TooLong(ValueError):
    """The words of a lesson do not fit on one page, not even small."""


def _columns(page: Page) -> float:
    inches = (WIDE - GUTTER) / 2
    return max(heights(page.left, inches), heights(page.right, inches))


def blocks(sheet: Sheet, words: int) -> Page:
    """The blocks at full size with so many key words and one line for each answer."""
    over = [Block(f"Lesson {int(sheet.number)}", 9, ink=FAINT, gap=0), Block(sheet.title, 17, "bold", 0.02)]
    over.append(Block(sheet.question, 10.2, gap=0.05))
    left = [_heading("Afterwards you can")] + [Block(goal, 9, gap=0.05, hang="\u2610") for goal in sheet.goals]
    named = [Block(f"{term}: {meaning}", 8.6, gap=0.05) for term, meaning in sheet.words[:words]]
    right = [_heading("Key words"), *named] if named else []
    if sheet.more:
        right += [_heading(sheet.more_about)] + [Block(text, 8.6, gap=0.05) for text in sheet.more]
    under = [_heading(sheet.asking)]
    under += [Block(asked.text, 9.4, gap=0.08, hang=asked.label or "\u2013", rules=1) for asked in sheet.asked]
    if sheet.exit:
        under += [_heading("Exit question"), Block(sheet.exit, 9.4, gap=0.03, rules=1)]
    return Page(over, left, right, [*under, Block(CREDIT, 7, ink=FAINT, gap=0.08)])


def _heading(text: str) -> Block:
    return Block(text, 10, "bold", 0.1)


def fitted(sheet: Sheet, picture) -> Page:
    """The page in the largest letters, with most key words and the largest picture; raises TooLong when none fits."""
    for factor, fewest in TRIES:
        for words in range(min(MOST_WORDS, len(sheet.words)), min(fewest, len(sheet.words)) - 1, -1):
            page = _scaled(blocks(sheet, words), factor)
            room = TALL - page.height() - (2 * GAP if picture else 0)
            wide = _widest(picture, room) if picture else 0.0
            if wide is not None and room >= 0:
                return _with_lines(replace(page, map_wide=wide), room - (picture.height_at(wide) if picture else 0))
    raise TooLong(f"The handout of lesson {int(sheet.number)} does not fit on one page. Make its predictions shorter.")


def _scaled(page: Page, factor: float) -> Page:
    over, left, right, under = (scaled(part, factor) for part in (page.over, page.left, page.right, page.under))
    return Page(over, left, right, under)


def _widest(picture, room: float) -> float | None:
    """The largest width at which the picture is no taller than the room."""
    widths = (wide for wide in WIDTHS if wide >= picture.least)
    return next((wide for wide in widths if picture.height_at(wide) <= room), None)


def _with_lines(page: Page, room: float) -> Page:
    """More lines to write on where there is room, one for each question in turn."""
    under = list(page.under)
    for _ in range(MOST_LINES - 1):
        for n, block in enumerate(under):
            grown = replace(block, rules=block.rules + 1)
            added = heights([grown], WIDE) - heights([block], WIDE)
            if block.rules and added <= room:
                under[n], room = grown, room - added
    return replace(page, under=under)


def pdf(sheet: Sheet, picture) -> bytes:
    """The handout as PDF bytes: one A4 page, the same on every run."""
    import matplotlib as mpl

    page = fitted(sheet, picture)
    with mpl.rc_context(RC):
        figure = _figure(page, picture)
        return pdf_bytes(figure, f"Handout of lesson {sheet.name}", "")


def _figure(page: Page, picture):
    top = PAPERS["A4"][1] - MARGIN + 0.1
    low = top - heights(page.over, WIDE) - GAP
    left = MARGIN + (WIDE - page.map_wide) / 2
    figure = picture.on_page(page.map_wide, left, low) if picture else empty_page(PAPERS["A4"])
    write(figure, page.over, top, WIDE)
    at = PAPERS["A4"][0] - MARGIN - width(NAME, NAME_SIZE)
    write(figure, [Block(NAME, NAME_SIZE, ink=FAINT, gap=0)], top, WIDE, at)
    low -= (picture.height_at(page.map_wide) + GAP) if picture else 0
    inches = (WIDE - GUTTER) / 2
    write(figure, page.left, low, inches)
    write(figure, page.right, low, inches, MARGIN + inches + GUTTER)
    write(figure, page.under, low - _columns(page), WIDE)
    return figure
