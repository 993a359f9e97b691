"""The chronology as events on a map, and what each side says of a contested one.

``compare_versions`` needs only the standard library; ``load_events`` brings in pandas and geopandas.
"""

from dataclasses import dataclass
from functools import cache
from html import escape
from textwrap import fill

from courseutils._data import Plain, nearest, rows
from courseutils._lookup.dates import in_words, read_date
from courseutils._sides import GAPS, SIDES, title

_FACTS = ("event_id", "event", "place", "date", "date_end", "until", "precision", "time_local", "phase", "contested")
_COLUMNS = (*_FACTS, *SIDES, "versions", "confidence", "source_id")


class EventError(Plain, LookupError):
    """No event goes by that id, or the days given are the wrong way round."""


@cache
def _events() -> dict[str, dict]:
    return {row["event_id"]: row for row in rows("chronology")}


@cache
def _places() -> dict[str, dict]:
    return {row["place_id"]: row for row in rows("places")}


def _versions(row: dict) -> str:
    return " / ".join(f"{side}: {row[column]}" for column, side in SIDES.items()) if row["contested"] else ""


def _record(row: dict) -> dict:
    """One row as the table gives it; ``until`` is the last day on which the event went on."""
    spot = _places().get(row["place_id"] or "")
    named = {"place": spot["name"] if spot else None, "versions": _versions(row)}
    until = row["date_end"] or row["date"]
    return {column: row.get(column) for column in _COLUMNS} | named | {"until": until}


def _chosen(start, end, where) -> list[dict]:
    first, last = (None if day is None else read_date(day) for day in (start, end))
    if first and last and first > last:
        raise EventError(f"The start, {in_words(first)}, comes after the end, {in_words(last)}. Swap the two.")
    return [
        row
        for row in _events().values()
        if (first is None or row["date"] >= first)
        and (last is None or row["date"] <= last)
        and (where is None or row["place_id"] == where)
    ]


def load_events(start=None, end=None, place=None):
    """The chronology as a GeoDataFrame of points in EPSG:4326 (degrees), one row for each event, in order of time.

    ``start`` and ``end`` keep the events that began from the one day to the other, both included; any form
    that means one day will do ("2008-08-07", "7 August 2008"). ``place`` keeps one place, by any of its names.

    ``date`` and ``date_end`` are days in local time; ``precision`` (minute, hour, day, month) says how closely
    ``date`` is known: with "month" the day is a mere placeholder. ``time_local`` is the clock time as the sources
    give it. ``until`` is the last day on which the event went on: ``date_end`` if there is one, else ``date``. A
    map with ``start="date", end="until"`` shows what went on each day; one with ``start="date"`` alone keeps
    what has happened. ``contested`` says that a side disputes something about it, seldom the time; the columns
    ``version_...`` and ``versions`` (all in one text) say what. Points are as exact as the place, see ``load_places``.

    Some events have no place, such as a decree: their geometry is empty and no map can show them.
    Raises DateError for a text that is no day, EventError if the end comes before the start, PlaceError for an
    unknown place. Source: table ``chronology``; each row has its ``source_id``.

    >>> from courseutils import load_events
    >>> signed = load_events("2008-08-15", "2008-08-16", place="Tbilisi")
    >>> signed["event"].tolist(), signed.crs.to_epsg()
    (['President Saakashvili signs the six-point plan in Tbilisi'], 4326)
    """
    import geopandas as gpd
    import pandas as pd

    from courseutils.places import place as find

    kept = _chosen(start, end, None if place is None else find(place).place_id)
    table = pd.DataFrame([_record(row) for row in kept], columns=list(_COLUMNS))
    for column in ("date", "date_end", "until"):
        table[column] = pd.to_datetime(table[column])
    return gpd.GeoDataFrame(table.astype({"contested": bool}), geometry=_points(kept), crs=4326)


def _points(kept: list[dict]) -> list:
    from shapely.geometry import Point

    spots = [_places().get(row["place_id"] or "") for row in kept]
    return [Point(spot["lon"], spot["lat"]) if spot else None for spot in spots]


@dataclass(frozen=True, repr=False)
class Versions:
    """What each side says of one event; a notebook shows five cards, a console five paragraphs."""

    event_id: str
    event: str
    when: str
    sides: dict[str, str]
    note: str

    def __repr__(self) -> str:
        lines = [f"{side}: {text}{self._gap(text)}" for side, text in self.sides.items()]
        return "\n".join(fill(line, 90) for line in [self._head(), *lines, self.note] if line)

    def _head(self) -> str:
        return f"{self.when}. {self.event}."

    @staticmethod
    def _gap(text: str) -> str:
        return f" ({GAPS[text]})" if text in GAPS else ""

    def _repr_html_(self) -> str:
        cards = "".join(self._card(side, text) for side, text in self.sides.items())
        row = f'<div style="display:flex;flex-wrap:wrap;gap:.6em">{cards}</div>' if cards else ""
        note = f"<p><small>{escape(self.note)}</small></p>" if self.note else ""
        return f'<section style="max-width:62em"><p><strong>{escape(self._head())}</strong></p>{row}{note}</section>'

    def _card(self, side: str, text: str) -> str:
        dashed = "dashed" if text in GAPS else "solid"
        said = f"<em>{escape(text + self._gap(text))}</em>" if text in GAPS else escape(text)
        box = f"flex:1 1 11em;border:1px {dashed} #6e7781;border-radius:4px;padding:.4em .6em;line-height:1.4"
        return f'<div style="{box}"><strong>{title(side)}</strong><br>{said}</div>'


def compare_versions(event_id: str) -> Versions:
    """What Georgia, Abkhazia, South Ossetia, Russia and independent bodies say of one event, side by side.

    Where no version stands, it says whether one was looked for. An event that no side contests has no versions;
    that is said instead. Raises EventError with the nearest ids. Source: table ``chronology``.

    >>> from courseutils import compare_versions
    >>> print(compare_versions("2008-08-08d").sides["South Ossetia"])
    none found
    """
    row = _events().get(str(event_id).strip())
    if row is None:
        raise EventError(f"The chronology has no event {event_id!r}. {nearest(str(event_id), _events())}")
    sides = {side: row[column] for column, side in SIDES.items()} if row["contested"] else {}
    note = row["note"] or ""
    if not sides:
        note = f"No side was found to contest this event, so the table has one text for all. {note}".strip()
    return Versions(row["event_id"], row["event"], _when(row), sides, note)


def _when(row: dict) -> str:
    """The time as closely as it is known, with the last day if there is one; a month is not given a day."""
    days = [day for day in (row["date"], row["date_end"]) if day]
    said = [in_words(day) for day in days]
    if row["precision"] == "month":
        said = list(dict.fromkeys(text.split(" ", 1)[1] for text in said))
    clock = f", {row['time_local']}" if row["time_local"] else ""
    return f"{' to '.join(said)}{clock}"
