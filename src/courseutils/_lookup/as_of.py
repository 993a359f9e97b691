"""To which day a table was checked: printed with every answer that a later event could change."""

import datetime as dt

from courseutils._data import rows
from courseutils._lookup.dates import in_words


def checked_to(table: str = "recognitions") -> dt.date:
    """The last day to which the sources of a table reach: ``recognitions`` or ``un_votes``.

    >>> checked_to() > dt.date(2026, 1, 1)
    True
    """
    return min(row["checked_to"] for row in rows(table))


def print_as_of(table: str) -> None:
    """Print the day to which a table was checked."""
    print(f"Checked to {in_words(checked_to(table))}; later changes are not in the data.")


def with_as_of(table, name: str):
    """The DataFrame itself, with the day in ``attrs["checked_to"]``; prints the day."""
    print_as_of(name)
    table.attrs["checked_to"] = checked_to(name).isoformat()
    return table
