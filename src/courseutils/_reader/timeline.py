"""A small timeline: years before 2008 on a short scale, August to November 2008 on a long one, with a break between.

Each date is as wide as it is uncertain or as it lasted. The same dates stand as a list beside each paragraph.
"""

import datetime as dt
from html import escape

from courseutils._reader.facts import ARTICLE_DAY

_EARLY = (dt.date(1990, 1, 1), dt.date(2008, 1, 1), 0.0, 24.0)  # from, to, percent of the width
_LATE = (dt.date(2008, 8, 1), dt.date(2008, 12, 1), 29.0, 100.0)
_TICKS = [(dt.date(1990, 1, 1), "1990"), (dt.date(2000, 1, 1), "2000")]
_TICKS += [(dt.date(2008, month, 1), name) for month, name in ((8, "Aug 2008"), (9, "Sep"), (10, "Oct"), (11, "Nov"))]
PRECISION = {
    "minute": "known to the minute",
    "hour": "known to the hour",
    "day": "known to the day",
    "month": "only the month is known",
    "year": "only the year is known",
}


def _at(day: dt.date) -> float:
    """Where a day stands, in percent of the width."""
    start, end, left, right = _EARLY if day < _LATE[0] else _LATE
    share = (day - start) / (end - start)
    return left + (right - left) * min(max(share, 0), 1)


def precision(event) -> str:
    """How closely the time of an event is known, in words; a period says that it is one."""
    if event.row["date_end"]:
        return f"a period, {PRECISION[event.row['precision']]}"
    return PRECISION[event.row["precision"]]


def _mark(event) -> str:
    row = event.row
    left = _at(row["date"])
    width = _at((row["date_end"] or row["date"]) + dt.timedelta(days=1)) - left
    kind = "period" if row["date_end"] else row["precision"]
    main = " article" if event.key == ARTICLE_DAY else ""
    return f'<i class="at {kind}{main}" data-event="{event.key}" style="left:{left:.2f}%;width:{width:.2f}%"></i>'


def timeline(parts) -> str:
    """The timeline of all dates beside the article, the 15th of October marked."""
    events = {event.key: event for part in parts for event in part.events}
    ticks = "".join(f'<span class="tick" style="left:{_at(day):.2f}%">{text}</span>' for day, text in _TICKS)
    flag = f'<b class="flag" style="left:{_at(dt.date(2008, 10, 15)):.2f}%">15 Oct: the article</b>'
    said = f"Timeline from 1990 to November 2008 with {len(events)} dates, all listed beside their paragraphs."
    return (
        '<figure class="when"><figcaption>Dates. <span id="dates">Years up to 2007 on a short scale, then August to '
        "November 2008. A bar is as long as the event, a thin line a moment known to the hour or minute.</span>"
        f'</figcaption><div class="line" role="img" aria-label="{escape(said)}">{"".join(map(_mark, events.values()))}'
        f'<span class="break" style="left:26.5%"></span>{ticks}{flag}</div></figure>'
    )
