"""Who recognised Abkhazia and South Ossetia on a given day, and how the UN General Assembly voted.

``recognised_by`` and ``checked_to`` need only the standard library; the two tables bring in pandas.
"""

import datetime as dt

from courseutils._data import rows
from courseutils._lookup.as_of import checked_to, print_as_of, with_as_of
from courseutils._lookup.dates import DateError, in_words, read_date
from courseutils._lookup.names import near
from courseutils._lookup.states import StateError, find_state, is_state, states
from courseutils._lookup.votes import VoteError, votes

__all__ = ["StateError", "VoteError", "checked_to", "recognised_by", "recognition_timeline", "votes"]
_FIRST_DAY = dt.date(1991, 1, 1)
_NEVER = dt.date.max


def _territory(name) -> str:
    known = sorted({row["territory"] for row in rows("recognitions")})
    if isinstance(name, str) and not is_state(name):
        offered = {spelling: t for t in known for spelling in (t, *states()[t].variants)}
        raise StateError(f"{name!r} is not in the table. {near(name, offered) or _known_are(known)}")
    if (found := find_state(name).name) not in known:
        raise StateError(f"The table is not about {found}. {_known_are(known)} See also the table comparators.")
    return found


def _known_are(territories: list[str]) -> str:
    return f"It lists who recognised {' and '.join(territories)}."


def _day(on) -> dt.date:
    day, last = read_date(on), checked_to()
    if day < _FIRST_DAY:
        raise DateError(f"{in_words(day)} is before 1991, the year in which the Soviet Union ended. Give a later day.")
    if day > last:
        raise DateError(
            f"The table was checked to {in_words(last)} and cannot tell who recognised on {in_words(day)}. "
            f"Give a day up to then, or look for newer sources and cite them."
        )
    return day


def is_contested(row: dict) -> bool:
    """Was it disputed, while a recognition stood, that it had been given?"""
    return (row["status_note"] or "").startswith("Contested")


def began(row: dict) -> dt.date:
    """First day on which a recognition is certain; with only a year known, the first day of the next."""
    return row["date_recognised"] or dt.date(row["year_recognised"] + 1, 1, 1)


def ended(row: dict) -> dt.date:
    """First day on which a recognition no longer stood: withdrawn, or the recognising entity was gone."""
    return row["date_withdrawn"] or states()[row["state"]].ended or _NEVER


def _rows(territory: str, un_members_only: bool, contested: str) -> list[dict]:
    if contested not in ("include", "exclude"):
        raise ValueError(f"contested is 'include' or 'exclude', not {contested!r}.")
    found = [row for row in rows("recognitions") if row["territory"] == territory]
    found = [row for row in found if row["un_member"] or not un_members_only]
    return [row for row in found if contested == "include" or not is_contested(row)]


def recognised_by(territory, on=None, un_members_only: bool = True, contested: str = "include") -> list[str]:
    """Names of the states that recognised a territory on a day, in the order of their recognition.

    ``territory`` is Abkhazia or South Ossetia in any usual spelling. ``on`` is a date or a text such
    as "15 October 2008" or "2008-10-15"; without it the last day to which the table was checked is
    taken, and printed. A recognition counts from its day to the day before its withdrawal.

    Only UN members are listed unless ``un_members_only=False``: of the other recognitions (by entities
    that few or no states recognise) only a doubtful year is known. They count from the next 1 January.

    Vanuatu's recognition of Abkhazia (2011-2013) was contested while it stood. It is included, for a
    statement was signed and the usual counts have it; ``contested="exclude"`` leaves it out.

    Raises StateError for an unknown territory, and DateError for what is no day, for days before 1991
    and for days after ``checked_to()``. Source: table ``recognitions``.

    >>> recognised_by("Abkhazia", on="15 October 2008")
    ['Russia', 'Nicaragua']
    """
    name = _territory(territory)
    if on is None:
        print_as_of("recognitions")
    day = checked_to() if on is None else _day(on)
    found = [row for row in _rows(name, un_members_only, contested) if began(row) <= day < ended(row)]
    return [row["state"] for row in sorted(found, key=lambda row: (began(row), row["state"]))]


def _events(row: dict) -> list[dict]:
    shared = {key: row[key] for key in ("state", "iso3", "territory", "un_member")}
    shared |= {"contested": is_contested(row), "note": row["status_note"]}
    shared |= {key: row[key] for key in ("source_id", "more_source_ids")}
    made = {"date": row["date_recognised"], "year": row["year_recognised"], "precision": row["date_precision"]}
    events = [made | {"event": "recognised"} | shared]
    if (day := ended(row)) < _NEVER:
        event = "withdrawn" if row["date_withdrawn"] else "recogniser ended"
        events.append({"date": day, "year": day.year, "precision": "day", "event": event} | shared)
    return events


def recognition_timeline(territory=None):
    """Every recognition and withdrawal in order of time, as a DataFrame; both territories without a name.

    Columns: date, year, precision (day or year), event (recognised, withdrawn, recogniser ended), state,
    iso3, territory, un_member, contested, note, source_id, more_source_ids. Where only the year is known, ``date`` is
    missing. Prints the day to which the table was checked. Raises StateError for an unknown territory.
    Source: table ``recognitions``.

    >>> steps = recognition_timeline("Abkhazia")  # doctest: +ELLIPSIS
    Checked to ... 2026; later changes are not in the data.
    >>> steps.loc[steps["state"] == "Vanuatu", "event"].to_list()
    ['recognised', 'withdrawn']
    """
    import pandas as pd

    wanted = None if territory is None else _territory(territory)
    found = [event for row in rows("recognitions") if wanted in (None, row["territory"]) for event in _events(row)]
    found.sort(key=lambda e: (e["year"], e["date"] or dt.date(e["year"], 1, 1), e["territory"], e["state"]))
    table = pd.DataFrame(found)
    table["date"] = pd.to_datetime(table["date"])
    return with_as_of(table, "recognitions")
