"""Set a one-page brief: measure words, break lines, find sizes at which everything fits.

Lengths are inches, type sizes points (72 to an inch). The letters are DejaVu Sans, which comes with
matplotlib and holds Latin, Georgian and Cyrillic ones; no system font is needed.
"""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

PAPERS = {"A4": (210 / 25.4, 297 / 25.4), "Letter": (8.5, 11.0)}
MARGIN = 0.62
LEADING = 1.34
INK, FAINT = "#111111", "#444444"


@dataclass(frozen=True)
class Block:
    """A piece of text of one size; ``gap`` is the room above it, ``hang`` a label left of it, ``rules`` lines below."""

    text: str
    size: float
    weight: str = "normal"
    gap: float = 0.06
    hang: str = ""
    ink: str = INK
    rules: int = 0
    most_lines: int = 0


RULE = 0.27  # room of one line to write on by hand


@cache
def _font(weight: str):
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    font = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
    font.set_size(100, 72)
    return font


@cache
def _advance(letter: str, weight: str) -> float:
    """Width of one letter in units of its size."""
    from matplotlib.ft2font import LoadFlags

    return _font(weight).load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


def width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a line in inches, without kerning, so never less than it is drawn by more than a hair."""
    return sum(_advance(letter, weight) for letter in text) * size / 72


def drawable(text: str) -> tuple[str, str]:
    """The text with letters that the font lacks as question marks, and those letters."""
    lost = "".join(dict.fromkeys(c for c in text if not c.isspace() and not _font("normal").get_char_index(ord(c))))
    return "".join("?" if c in lost else c for c in text), lost


def broken(text: str, inches: float, size: float, weight: str = "normal") -> list[str]:
    """The text in lines no wider than ``inches``; a word that is wider itself is cut where it must be."""
    lines: list[list[str]] = []
    space, used = width(" ", size, weight), inches
    for word in (piece for long in text.split() for piece in _pieces(long, inches, size, weight)):
        long = width(word, size, weight)
        if not lines or used + space + long > inches:
            lines.append([])
            used = -space
        lines[-1].append(word)
        used += space + long
    return [" ".join(line) for line in lines]


def _pieces(word: str, inches: float, size: float, weight: str) -> list[str]:
    if width(word, size, weight) <= inches:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter, size, weight) > inches:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


@lru_cache(maxsize=2000)
def lines_of(block: Block, inches: float) -> tuple[str, ...]:
    """The lines of a block; more than ``most_lines`` are cut, with three dots."""
    lines = broken(block.text, inches - indent(block), block.size, block.weight)
    if block.most_lines and len(lines) > block.most_lines:
        lines = lines[: block.most_lines]
        lines[-1] = lines[-1][: max(0, len(lines[-1]) - 4)].rstrip() + " ..."
    return tuple(lines)


def indent(block: Block) -> float:
    """Room for the label at the left of a block."""
    return width(block.hang + "  ", block.size) if block.hang else 0.0


def height(block: Block, inches: float) -> float:
    """Height of a block with the room above it and the lines below it."""
    return block.gap + len(lines_of(block, inches)) * block.size * LEADING / 72 + block.rules * RULE


def heights(blocks: list[Block], inches: float) -> float:
    """Height of several blocks, one below the other."""
    return sum(height(block, inches) for block in blocks)


def scaled(blocks: list[Block], factor: float) -> list[Block]:
    """The blocks in smaller letters, none below 6 points."""
    return [replace(block, size=max(6.0, block.size * factor), gap=block.gap * factor) for block in blocks]


def write(figure, blocks: list[Block], top: float, inches: float, left: float = MARGIN) -> float:
    """Put the blocks on the figure from ``top`` (inches from below) downwards; returns where they end."""
    wide, tall = figure.get_size_inches()
    for block in blocks:
        top -= block.gap
        lines = lines_of(block, inches)
        style = {"fontsize": block.size, "color": block.ink, "va": "baseline", "parse_math": False}
        for number, line in enumerate(lines):
            y = (top - (number + 0.78) * block.size * LEADING / 72) / tall
            figure.text((left + indent(block)) / wide, y, line, fontweight=block.weight, **style)
            if block.hang and not number:
                figure.text(left / wide, y, block.hang, **style)
        top -= len(lines) * block.size * LEADING / 72
        top = _rules(figure, block.rules, top, inches, left)
    return top


def _rules(figure, number: int, top: float, inches: float, left: float) -> float:
    from matplotlib.lines import Line2D

    wide, tall = figure.get_size_inches()
    for _ in range(number):
        top -= RULE
        ends = ([left / wide, (left + inches) / wide], [top / tall] * 2)
        figure.add_artist(Line2D(*ends, color="#777777", linewidth=0.5))
    return top
