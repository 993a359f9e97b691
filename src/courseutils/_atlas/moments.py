"""When the features of a map are shown: spans of days, the days on which something changes, one map for each day.

Standard library only. Days are days of the calendar; a span holds both its first and its last day.
"""

import datetime as dt
from calendar import monthrange
from copy import copy
from dataclasses import dataclass

from courseutils._data import nearest
from courseutils._lookup.dates import DateError, in_words, read_date

PRECISIONS = ("minute", "hour", "day", "month", "year")
MOST_DAYS = 6


@dataclass(frozen=True)
class Span:
    """From when to when one feature is shown, how closely that is known, and whether it is contested.

    ``start`` and ``end`` are the days as given; an ``end`` of None means that the feature stays.
    """

    start: dt.date
    end: dt.date | None = None
    precision: str = "day"
    contested: bool = False

    @property
    def rough(self) -> bool:
        """True if only the month or the year is known."""
        return self.precision in ("month", "year")

    @property
    def by_clock(self) -> bool:
        """True if the time is known to the hour or minute."""
        return self.precision in ("hour", "minute")

    @property
    def first(self) -> dt.date:
        """The first day shown: of a month or a year its first day."""
        return {"month": self.start.replace(day=1), "year": self.start.replace(month=1, day=1)}.get(
            self.precision, self.start
        )

    @property
    def last(self) -> dt.date | None:
        """The last day shown: of a month or a year its last day; None if it stays."""
        if self.end is None or not self.rough:
            return self.end
        month = self.end.month if self.precision == "month" else 12
        return self.end.replace(month=month, day=monthrange(self.end.year, month)[1])

    def shown_on(self, day: dt.date) -> bool:
        """True if the feature is shown on ``day``."""
        return self.first <= day and (self.last is None or day <= self.last)

    def said(self, day: dt.date) -> str:
        """A day of this span as closely as it is known.

        >>> Span(dt.date(2002, 6, 1), precision="month").said(dt.date(2002, 6, 1))
        'June 2002'
        """
        words = in_words(day)
        return words.split(" ", 2 if self.precision == "year" else 1)[-1] if self.rough else words

    @property
    def when(self) -> str:
        """The span in words: one day, from a day to a day, or from a day on.

        >>> Span(dt.date(2008, 8, 2), dt.date(2008, 8, 6)).when
        '2 to 6 August 2008'
        """
        start = self.said(self.start)
        if self.end is None:
            return f"from {start}"
        end = self.said(self.end)
        return start if start == end else f"{_without_shared_end(start, end)} to {end}"


def _without_shared_end(start: str, end: str) -> str:
    """``start`` without the month and year that ``end`` repeats."""
    kept, other = start.split(), end.split()
    while kept[-1] == other[-1]:
        del kept[-1], other[-1]
    return " ".join(kept)


def spans_of(data, names, start, end) -> tuple[Span, ...]:
    """The span of each row of a GeoDataFrame; raises ValueError that names the row that cannot be read."""
    if start is None:
        raise ValueError("An end needs a start: say in which column the first day stands, add(..., start=, end=).")
    columns = [_values(data, column, len(data)) for column in (start, end, "precision", "contested")]
    rows = [f"row {label} ({name})" for label, name in zip(data.index, names, strict=True)]
    return tuple(_span(row, (start, end), *values) for row, *values in zip(rows, *columns, strict=True))


def numbered(span: Span) -> list[int]:
    """The first and the last day shown as counts of days since the year 1."""
    return [span.first.toordinal(), (span.last or dt.date.max).toordinal()]


def _values(data, column, count: int) -> list:
    return list(data[column]) if column in data.columns else [None] * count


def missing(value) -> bool:
    """True for None, NaN, NaT and pandas' NA."""
    empty = value is None or type(value).__name__ in ("NAType", "NaTType")
    return empty or (isinstance(value, float) and value != value)


def _span(row, columns, start, end, precision, contested) -> Span:
    if missing(start):
        raise ValueError(
            f"The {row} has no day in {columns[0]!r}, so the map cannot know from when to show it. "
            f'Leave such rows out: layer.dropna(subset=["{columns[0]}"]).'
        )
    first, last = _day(start, row, columns[0]), None if missing(end) else _day(end, row, columns[1])
    if last is not None and last < first:
        raise ValueError(f"The {row} ends on {in_words(last)}, before it starts on {in_words(first)}. Swap the two.")
    return Span(first, last, _precision(precision, row), _contested(contested, row))


def _day(value, row, column) -> dt.date:
    try:
        return read_date(value)
    except DateError as error:
        raise ValueError(f"The {row} has no day that can be read in {column!r}. {error}") from None


def _precision(value, row) -> str:
    if missing(value):
        return "day"
    if value not in PRECISIONS:
        known = ", ".join(PRECISIONS)
        raise ValueError(f"The {row} has {value!r} as precision. {nearest(str(value), PRECISIONS)} Known are {known}.")
    return value


def _contested(value, row) -> bool:
    if missing(value):
        return False
    if str(value) not in ("True", "False", "0", "1"):
        raise ValueError(f"The {row} has {value!r} in 'contested'; the column takes True or False.")
    return str(value) in ("True", "1")


def read_days(days) -> tuple[dt.date, ...] | None:
    """The days of the small maps, in order; raises ValueError for more than six, none, or an unreadable one."""
    if days is None:
        return None
    if isinstance(days, (str, dt.date)) or not hasattr(days, "__iter__"):
        days = [days]
    try:
        found = tuple(sorted({read_date(day) for day in days}))
    except (DateError, TypeError) as error:
        raise ValueError(f'days= takes days in a list, like ["2008-08-07", "2008-08-12"]. {error}') from None
    if not 1 <= len(found) <= MOST_DAYS:
        raise ValueError(f"days= takes one to {MOST_DAYS} days, a small map for each; these are {len(found)}.")
    return found


def timed(m) -> list:
    """The layers of a map that change with time."""
    return [layer for layer in m.layers if layer.spans is not None]


def spans(m) -> list[Span]:
    """The spans of all features of a map that change with time."""
    return [span for layer in timed(m) for span in layer.spans]


def changes(m) -> dict[dt.date, int]:
    """The days on which something begins, or is gone that lasted longer than a day, with how much; in order."""
    found: dict[dt.date, int] = {}
    for span in spans(m):
        found[span.first] = found.get(span.first, 0) + 1
        if span.last is not None and span.last > span.first and span.last < dt.date.max:
            after = span.last + dt.timedelta(days=1)
            found[after] = found.get(after, 0) + 1
    return dict(sorted(found.items()))


def days_of(m) -> tuple[dt.date, ...]:
    """The days of the small maps: as given, else the first, the last, and those on which most changes."""
    if m.days:
        return m.days
    counted = {day: count for day, count in changes(m).items() if any(span.shown_on(day) for span in spans(m))}
    days = list(counted)
    chosen = {days[0], days[-1]}
    while len(chosen) < min(MOST_DAYS, len(days)):  # of days on which as much changes, the one furthest from the others
        rest = [day for day in days if day not in chosen]
        chosen.add(max(rest, key=lambda day: (counted[day], min(abs(day - other) for other in chosen))))
    return tuple(sorted(chosen))


def heading(m, day: dt.date) -> str:
    """A day as the map writes it: as a month or year if no more is known of what begins there.

    The first of a month is not written as a day if all that begins with it is known to the month only.
    """
    begun = [span for span in spans(m) if span.first == day]
    return begun[0].said(day) if begun and all(span.rough for span in begun) else in_words(day)


def day_maps(m) -> list:
    """One map for each day of ``days_of``, with what is shown on it."""
    return [_on(m, day) for day in days_of(m)]


def _on(m, day: dt.date):
    other = copy(m)
    other.whole, other.day = m, day
    other.layers = [layer if layer.spans is None else layer.on(day) for layer in m.layers]
    count = len(spans(other))
    other.heading = f"{heading(m, day)}: {count} shown"
    other.title = f"{m.title}. {other.heading}"
    return other
