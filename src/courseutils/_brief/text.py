"""Read a short text: paragraphs, sentences, words, citation marks, quotations. Standard library only."""

import re
import unicodedata
from dataclasses import dataclass

_BRACKETS = re.compile(r"\[([^\[\]\n]{1,120})\]")
_NUMBER = re.compile(r"\d{1,4}")
_RANGE = re.compile(r"(\d{1,2})\s*[-\u2013]\s*(\d{1,2})")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.IGNORECASE)
_QUOTED = re.compile(
    r"\"[^\"\n]{1,600}\"|\u201c[^\u201c\u201d\n]+\u201d|\u00ab[^\u00ab\u00bb\n]+\u00bb|\u201e[^\u201c\n]+\u201c"
)
_END = re.compile(r"[.?!\u2026]+[\"'\u201d\u00bb)]*(?:\s*\[[^\[\]\n]{1,120}\])*(?=\s|$)")
_SHORT = ("mr.", "mrs.", "ms.", "dr.", "st.", "no.", "vol.", "p.", "pp.", "ch.", "art.", "e.g.", "i.e.", "approx.")
_BULLET = re.compile(r"\n(?=\s*[-*\u2022]\s)")


@dataclass(frozen=True)
class Mark:
    """One citation mark in a text, such as ``[2]``; ``keys`` are numbers or source ids, as text."""

    start: int
    end: int
    keys: tuple[str, ...]


def clean(text: str) -> str:
    """The text without control and direction characters and with plain spaces; line breaks stay."""
    kept = (c if c == "\n" else " " if c.isspace() else c for c in text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))


def one_line(text: str) -> str:
    """The text in one line with single spaces."""
    return " ".join(clean(text).split())


def paragraphs(text: str) -> list[str]:
    """Paragraphs are parted by an empty line; a line that begins with a dash or bullet stands alone.

    >>> paragraphs("One\\nline.\\n\\nTwo.")
    ['One line.', 'Two.']
    """
    parts = (piece for part in re.split(r"\n\s*\n", clean(text)) for piece in _BULLET.split(part))
    return [line for line in (" ".join(part.split()) for part in parts) if line]


def marks(text: str) -> list[Mark]:
    """Citation marks: numbers or source ids in square brackets; other brackets, such as [sic], are words.

    >>> marks("Talks stopped [1, 3]. They go on [civil-geneva-2008-10-15].")[0].keys
    ('1', '3')
    """
    found = ((m, _keys(m[1])) for m in _BRACKETS.finditer(text))
    return [Mark(m.start(), m.end(), keys) for m, keys in found if keys]


def _keys(inside: str) -> tuple[str, ...]:
    parts = [part.strip() for part in re.split(r"[,;]", inside)]
    keys = [key for part in parts for key in _spread(part)]
    return tuple(keys) if all(_NUMBER.fullmatch(k) or _ID.fullmatch(k) for k in keys) else ()


def _spread(part: str) -> list[str]:
    """``1-3`` as 1, 2, 3."""
    ends = _RANGE.fullmatch(part)
    return [str(n) for n in range(int(ends[1]), int(ends[2]) + 1)] if ends else [part]


def without_marks(text: str) -> str:
    """The text with its citation marks taken out."""
    for mark in reversed(marks(text)):
        text = text[: mark.start] + " " + text[mark.end :]
    return text


def count_words(text: str) -> int:
    """Words between spaces; citation marks and lone dashes do not count, a number or a hyphenated word is one.

    >>> count_words("About 1,190 well-known men - no more - left [2].")
    7
    """
    return sum(any(c.isalnum() for c in word) for word in without_marks(clean(text)).split())


def sentences(text: str) -> list[str]:
    """The sentences of a text; a mark after the full stop belongs to the sentence before it.

    >>> sentences("Mr. Ban spoke on 14 Oct. 2008. [1] Did he? Yes.")
    ['Mr. Ban spoke on 14 Oct. 2008. [1]', 'Did he?', 'Yes.']
    """
    return [sentence for paragraph in paragraphs(text) for sentence in _split(paragraph)]


def _split(paragraph: str) -> list[str]:
    found, start = [], 0
    for end in _END.finditer(paragraph):
        if _ends(paragraph, start, end):
            found.append(paragraph[start : end.end()].strip())
            start = end.end()
    return [s for s in [*found, paragraph[start:].strip()] if s]


def _ends(paragraph: str, start: int, end: re.Match) -> bool:
    """A full stop ends a sentence unless it stands after a short form or a small letter follows."""
    before = paragraph[start : end.end()].split()
    rest = paragraph[end.end() :].lstrip()
    last = before[-1].casefold().lstrip("(\"'\u201c") if before else ""
    initials = re.fullmatch(r"(?:[^\W\d_]\.)+", last) is not None
    month = re.fullmatch(r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.", last) and rest[:1].isdigit()
    return not (rest and (last in _SHORT or initials or month or rest[0].islower()))


def quoted(text: str) -> list[tuple[int, int]]:
    """Where words stand in quotation marks: pairs of positions."""
    return [match.span() for match in _QUOTED.finditer(text)]


def own_words(text: str) -> str:
    """The text with all that stands in quotation marks blanked out; positions stay the same."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)
