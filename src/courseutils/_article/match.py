"""Recognise the paragraphs of an article by their fingerprints, whatever a copy did to quotes and spaces.

A fingerprint is the SHA-256 of a paragraph's key: the normalised text without its spaces. Spaces are
left out because a copy may break a paragraph over lines, or glue two paragraphs together.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

_ONE_FOR_ONE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2026": "...",
}
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff", "")
_PLAIN = str.maketrans(_ONE_FOR_ONE | _UNSEEN)


def normalise(text: str) -> str:
    """Text in NFC with plain quotes, dashes and single spaces, without soft hyphens and other unseen marks.

    >>> normalise("  \u201cco\u00adoperate\u201d \u2014 he\u00a0said ")
    '"cooperate" - he said'
    """
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_PLAIN))
    return " ".join(re.sub("-{2,}", "-", plain.replace("''", '"')).split())


def key(text: str) -> str:
    """The normalised text without spaces: what is compared."""
    return normalise(text).replace(" ", "")


def digest(text: str) -> str:
    """SHA-256 of the key of ``text``, as a hexadecimal word of 64 letters."""
    return hashlib.sha256(key(text).encode("utf-8", "replace")).hexdigest()


def fingerprint(number: int, text: str) -> dict:
    """The fingerprint of paragraph ``number``: its key's length, sum of character codes, and SHA-256."""
    squeezed = key(text)
    return {"number": number, "characters": len(squeezed), "sum": sum(map(ord, squeezed)), "sha256": digest(text)}


def _starts(squeezed: str) -> Iterator[int]:
    """Where a paragraph can begin: not inside a word, except at a capital (two paragraphs may be glued)."""
    before = " "
    for place, letter in enumerate(squeezed):
        if letter.isupper() or not (before.isalnum() and letter.isalnum()):
            yield place
        before = letter


def _found(squeezed: str, sums: list[int], starts: list[int], wanted: dict) -> tuple[int, int] | None:
    size = wanted["characters"]
    for start in starts:
        end = start + size
        if end > len(squeezed):
            return None
        # The sum is quick to compare, so that a long page takes a second and not twenty.
        if sums[end] - sums[start] == wanted["sum"] and digest(squeezed[start:end]) == wanted["sha256"]:
            return start, end
    return None


def find_paragraphs(text: str, fingerprints: list[dict]) -> dict[int, str | None]:
    """For each number the normalised paragraph as it stands in ``text``, or None if it is not there.

    Anything may stand round the paragraphs: menus, advertisements, dates, a note on the author.
    """
    text = normalise(text)
    squeezed = text.replace(" ", "")
    places = [place for place, letter in enumerate(text) if letter != " "]
    # Where words began is lost once the spaces are gone, so those places are added to the likely ones.
    words = {i for i in range(1, len(places)) if places[i] - places[i - 1] > 1}
    starts = sorted(words | set(_starts(squeezed)))
    sums = [0, *accumulate(map(ord, squeezed))]
    found = {f["number"]: _found(squeezed, sums, starts, f) for f in fingerprints}
    return {n: text[places[at[0]] : places[at[1] - 1] + 1] if at else None for n, at in found.items()}
