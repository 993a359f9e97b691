"""Where a figure comes from and how to cite it. Standard library only."""

import json
import re
from functools import cache

from courseutils._data import Plain, nearest, package, read_bytes, rows
from courseutils._lookup.dates import in_words
from courseutils._lookup.names import near

_COLUMNS = ("source_id", "source_ids", "more_source_ids", "coord_source_id")
_VERIFIED = {"looked-up": "looked up", "from-memory": "from general knowledge, not looked up"}
ARTICLE = "article-2008-10-15"


class SourceError(Plain, LookupError):
    """The list of sources has no such source, or the thing given names none."""


@cache
def _sources() -> dict[str, dict]:
    return {row["source_id"]: row for row in rows("sources")}


def _source(source_id: str) -> dict:
    if source_id not in _sources():
        offered = near(source_id, {known: known for known in _sources()}) or "All ids: load_table('sources')."
        raise SourceError(f"No source has the id {source_id!r}. {offered}")
    return _sources()[source_id]


def _dated(row: dict) -> str:
    """The date as exactly as it is known: a day, a month, a year, or that there is none."""
    if row["date"] is None:
        return "no date"
    day, month, year = in_words(row["date"]).split(" ")
    return {"day": f"{day} {month} {year}", "month": f"{month} {year}", "year": year}[row["date_precision"]]


def _citation(row: dict) -> str:
    title = row["title"] if row["title"].endswith((".", "?", "!")) else row["title"] + "."
    publisher = f"{row['publisher']}, " if row["publisher"] else ""
    found = f"{row['url'] or 'No link'} ({_VERIFIED[row['verified']]})"
    return f"{title} {publisher}{_dated(row)}. {found}."


def _ids(what) -> list[str]:
    """Source ids in an id, a list of ids, a row, a table, or an object that has sources."""
    if what is None or (isinstance(what, float) and what != what):  # an empty cell
        return []
    if isinstance(what, str):
        return [part.strip() for part in what.split(";") if part.strip()]
    if columns := [c for c in _COLUMNS if hasattr(what, "keys") and c in what]:
        return [i for c in columns for i in _ids(what[c])]
    if attributes := [c for c in _COLUMNS if hasattr(what, c)]:
        return [i for c in attributes for i in _ids(getattr(what, c))]
    if hasattr(what, "__iter__"):
        return [i for part in what for i in _ids(part)]
    raise SourceError(f"{what!r} names no source. Give a source id, such as {ARTICLE!r}, or a list of ids.")


def cite(source) -> str:
    """How to cite a source: title, publisher, date, link, and whether it was looked up for this kit.

    ``source`` is an id from a column ``source_id``, several ids, or anything that carries them: a row, a
    table, a place. Several sources give one line each, every source once. Raises SourceError with the
    nearest ids. Source: table ``sources``.

    >>> cite("un-charter").startswith("Charter of the United Nations")
    True
    """
    ids = list(dict.fromkeys(_ids(source)))
    if not ids:
        raise SourceError("No source is given here. Give a source id, such as " + repr(ARTICLE) + ".")
    return "\n".join(_citation(_source(source_id)) for source_id in ids)


def sources_for(name) -> list[str]:
    """Citations for a table, a map layer, or a paragraph of the article (a number, 0 for the headline).

    For a paragraph: the article, then the sources on the claims that it makes. Raises SourceError with
    the nearest names. Sources: data/datapackage.json and the tables' columns ``source_id``.

    >>> len(sources_for("recognitions")) > 5
    True
    """
    if hasattr(name, "__iter__") and not isinstance(name, str):
        raise SourceError(
            f'Give one name in quotation marks, such as sources_for("places"), or the number of a paragraph; '
            f"you gave {str(name)[:40]}."
        )
    if (number := _paragraph(name)) is not None:
        return _for_paragraph(number)
    entries = {entry["name"]: entry for entry in package()["resources"]}
    if name not in entries:
        what = "table, layer or paragraph"
        raise SourceError(f"There is no {what} called {name!r}. {nearest(str(name), entries)}")
    return _from_columns(entries[name]) + [_described(s) for s in entries[name].get("sources", []) if _told(s)]


def _paragraph(name) -> int | None:
    match = re.fullmatch(r"(?:paragraph\s+)?(\d+)", str(name).strip(), flags=re.IGNORECASE | re.ASCII)
    return int(match[1]) if match else None


def _for_paragraph(number: int) -> list[str]:
    if number > (last := _last_paragraph()):
        raise SourceError(f"The article has paragraphs 1 to {last} and the headline, 0; there is no {number}.")
    claims = [row for row in rows("claims") if row["paragraph"] == number]
    return cite([ARTICLE, *_ids(claims)]).splitlines()


@cache
def _last_paragraph() -> int:
    return max(part["number"] for part in json.loads(read_bytes("article"))["paragraphs"])


def _from_columns(entry: dict) -> list[str]:
    fields = {field["name"] for field in entry.get("schema", {}).get("fields", [])}
    if not fields.intersection(_COLUMNS) or entry.get("format") != "csv":
        return []
    ids = _ids(rows(entry["name"]))
    return cite(ids).splitlines() if ids else []


def _told(source: dict) -> bool:
    """Not the pointer from a table to the list of sources, which says nothing by itself."""
    return source.get("path") != "sources.csv"


def _described(source: dict) -> str:
    link = source.get("path") or source.get("email") or ""
    return f"{source['title'].rstrip('.')}. {link}".strip()
