"""No side's version is missing without a word: a contested row says all five, or that none was found or sought."""

from collections.abc import Iterator

from courseutils import _data
from courseutils._sides import GAPS
from courseutils.teach.content.references import tables

CONTESTED = ("claims", "chronology")


def problems() -> list[str]:
    """Sentences about silent gaps in the tables of claims and of events."""
    return [sentence for table in CONTESTED for row in _data.rows(table) for sentence in gaps(table, row)]


def gaps(table: str, row: dict) -> Iterator[str]:
    """Sentences about one row of a table."""
    if not row["contested"]:
        return
    for column in (name for name in row if name.startswith("version_")):
        if not (row[column] or "").strip():
            name = " ".join(str(row[key]) for key in tables()[table])
            said = " or ".join(map(repr, GAPS))
            yield f"{table}, row {name}: {column} is empty. Write that side's version, or {said}."
