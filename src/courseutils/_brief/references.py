"""The numbered list of sources of a brief. Standard library only."""

import re
from dataclasses import dataclass

from courseutils._brief.text import marks, one_line
from courseutils._checking.answers import is_blank
from courseutils._data import rows
from courseutils._lookup.names import normalise
from courseutils.sources import SourceError, cite


@dataclass(frozen=True)
class Reference:
    """One entry of the list: its number, its id (None for a source in the student's own words), how to cite it.

    ``problem`` says what is wrong with the id, ``unread`` that nobody opened the source for this kit.
    """

    number: int
    source_id: str | None
    text: str
    problem: str = ""
    unread: bool = False


def as_list(sources) -> list[str]:
    """Source ids and own words from a list, or from one text; blanks are left out."""
    if is_blank(sources):
        return []
    parts = re.split(r"[;\n]", sources) if isinstance(sources, str) else list(sources)
    entries = [one_line(part) for part in parts if not is_blank(part)]
    return [entry for entry in entries if entry]


def references(sources, text: str) -> list[Reference]:
    """The list of sources with numbers; without a list, the ids in the text in the order of their coming."""
    named = as_list(sources) or list(dict.fromkeys(k for m in marks(text) for k in m.keys if not k.isdigit()))
    return [_reference(number, entry) for number, entry in enumerate(named, 1)]


def _reference(number: int, entry: str) -> Reference:
    source_id = _known().get(normalise(entry))
    if source_id:
        return Reference(number, source_id, cite(source_id), unread="not looked up" in cite(source_id))
    if " " in entry:
        return Reference(number, None, entry)
    try:
        cite(entry)
    except SourceError as error:
        return Reference(number, entry, f"{entry} (no source has this id)", problem=str(error))
    raise AssertionError(entry)  # every id that cite() knows is in _known()


def _known() -> dict[str, str]:
    return {normalise(row["source_id"]): row["source_id"] for row in rows("sources")}


def number_of(key: str, listed: list[Reference]) -> int | None:
    """The number in the list that a key of a mark stands for, or None."""
    if key.isdigit():
        return int(key) if 1 <= int(key) <= len(listed) else None
    same = [r.number for r in listed if r.source_id and normalise(r.source_id) == normalise(key)]
    return same[0] if same else None


def numbered(text: str, listed: list[Reference]) -> str:
    """The text with every mark as numbers; a key that the list does not hold stays as it was typed."""
    for mark in reversed(marks(text)):
        keys = [str(number_of(key, listed) or key) for key in mark.keys]
        text = f"{text[: mark.start]}[{', '.join(dict.fromkeys(keys))}]{text[mark.end :]}"
    return text
