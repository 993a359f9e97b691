"""Find the size at which the text of a slide fits, and where to break it when no size will do. Lengths are pixels.

Widths are those of DejaVu Sans, about the widest letters that a browser may take; in others there is room to spare.
"""

import math
from dataclasses import dataclass, replace

from courseutils._brief import page
from courseutils.teach.outline.markdown import plain

WIDE, TALL = 1280, 720
SIDE, TOP, FOOT = 64, 76, 52  # room at each side, above the heading, below the text
HEADING, HEADING_LINE, HEADING_GAP = 38, 46, 22
SMALL_HEADING, SMALL_LINE, SMALL_GAP = 30, 38, 12  # over a picture, which needs the room
LOOK, LOOK_LINE, LOOK_GAP = 26, 36, 10  # the questions under a picture
SIZES = (44, 40, 37, 34, 31, 28, 26, 24)
TABLE_SIZES = (34, 31, 28, 26, 24, 22)
LEADING = 1.32
TEXT_WIDE = WIDE - 2 * SIDE
CELL = 14  # room at each side of a cell
GAPS = {"paragraph": 0.6, "item": 0.4, "option": 0.55, "row": 0.44, "lead": 0.6, "prompt": 1.35}
INDENTS = {"item": 1.5, "option": 1.6, "prompt": 0.9}


@dataclass(frozen=True)
class Piece:
    """A paragraph, item, option or row of a slide in Markdown; ``mark`` is its number or letter."""

    kind: str
    cells: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True)
class Fitted:
    """The pieces of one slide with the size of their letters and, if it has a table, the widths of its columns."""

    pieces: tuple[Piece, ...]
    size: int
    columns: tuple[int, ...] = ()


def room(heading: str) -> float:
    """Height left for text under a heading."""
    return TALL - TOP - FOOT - _heading_lines(heading, HEADING) * HEADING_LINE - HEADING_GAP


def picture_room(heading: str, look: str) -> float:
    """Height left for a picture between its heading and the questions under it."""
    lines = len(page.broken(plain(look), TEXT_WIDE * 0.96 / 72, LOOK)) if look else 0
    over = TOP + _heading_lines(heading, SMALL_HEADING) * SMALL_LINE + SMALL_GAP
    return TALL - over - (lines * LOOK_LINE + LOOK_GAP if lines else 0) - FOOT + 12


def _heading_lines(heading: str, size: int) -> int:
    return len(page.broken(plain(heading), TEXT_WIDE / 72, size, "bold"))


def fit(pieces: list[Piece], tall: float) -> list[Fitted]:
    """The pieces at the largest size at which they fit into ``tall``; on several slides if none is small enough."""
    sizes = TABLE_SIZES if any(piece.kind == "row" for piece in pieces) else SIZES
    for size in sizes:
        fitted = _sized(pieces, size)
        if height(fitted) <= tall:
            return [fitted]
    whole = _sized(pieces, sizes[-2])
    return [replace(whole, pieces=tuple(part)) for part in _split(whole, tall)]


def _sized(pieces: list[Piece], size: int) -> Fitted:
    return Fitted(tuple(pieces), size, columns([p.cells for p in pieces if p.kind == "row"], size))


def _split(whole: Fitted, tall: float) -> list[list[Piece]]:
    """As few slides as hold all pieces, filled about alike; the head of a table comes again on each."""
    head = [piece for piece in whole.pieces if piece.kind == "row"][:1]
    fewest = _filled(whole, head, tall)
    low = height(whole) / len(fewest)
    tries = (_filled(whole, head, low + (tall - low) * step / 10) for step in range(10))
    return next((parts for parts in tries if len(parts) == len(fewest)), fewest)


def _filled(whole: Fitted, head: list[Piece], tall: float) -> list[list[Piece]]:
    parts: list[list[Piece]] = [[]]
    for piece in whole.pieces:
        if parts[-1] and height(replace(whole, pieces=(*parts[-1], piece))) > tall:
            parts.append(head if piece.kind == "row" else [])
        parts[-1] = [*parts[-1], piece]
    return parts


def height(fitted: Fitted) -> float:
    """Height of all pieces, gaps included."""
    return sum(_height(piece, fitted) for piece in fitted.pieces)


def _height(piece: Piece, fitted: Fitted) -> float:
    size = fitted.size
    if piece.kind == "row":
        pairs = zip(piece.cells, fitted.columns, strict=True)
        lines = max(_lines(text, wide - 2 * CELL, size) for text, wide in pairs)
    else:
        lines = _lines(piece.cells[0], TEXT_WIDE - INDENTS.get(piece.kind, 0) * size, size)
    return lines * size * LEADING + GAPS[piece.kind] * size


def _lines(markdown: str, wide: float, size: float) -> int:
    # Bold words and code are a little wider than the plain letters measured here.
    return max(1, len(page.broken(plain(markdown), wide * 0.96 / 72, size)))


def columns(rows: list[tuple[str, ...]], size: int) -> tuple[int, ...]:
    """Widths of the columns of a table: as wide as their longest cell if that fits, long ones share what is left.

    They share by the root of what they hold: a column of twice the words gets less than twice the width, so that a
    short one is not squeezed.
    """
    if not rows:
        return ()
    natural = [max(_wide(cell, size) for cell in column) for column in zip(*rows, strict=True)]
    longest_word = [max(_word(cell, size) for cell in column) for column in zip(*rows, strict=True)]
    left, open_ = float(TEXT_WIDE), set(range(len(natural)))
    widths = dict.fromkeys(open_, 0.0)
    while small := [n for n in open_ if natural[n] <= left / len(open_)]:
        for n in small:
            widths[n] = natural[n]
            left -= natural[n]
            open_.remove(n)
    whole = sum(math.sqrt(natural[n]) for n in open_)
    for n in open_:
        widths[n] = max(longest_word[n], left * math.sqrt(natural[n]) / whole)
    return _within([widths[n] for n in range(len(natural))])


def _within(widths: list[float]) -> tuple[int, ...]:
    """The widths, made smaller together where they are more than the slide has."""
    factor = min(1.0, TEXT_WIDE / sum(widths))
    return tuple(int(wide * factor) for wide in widths)


def _wide(markdown: str, size: float) -> float:
    return page.width(plain(markdown), size, "bold") * 72 + 2 * CELL + 4


def _word(markdown: str, size: float) -> float:
    return max((_wide(word, size) for word in plain(markdown).split()), default=0.0)


def picture_size(inches: tuple[float, float], tall: float) -> tuple[int, int]:
    """Width and height of a picture of these proportions that fills the slide's width or the height left for it."""
    scale = min(TEXT_WIDE / inches[0], tall / inches[1])
    return int(inches[0] * scale), int(inches[1] * scale)
