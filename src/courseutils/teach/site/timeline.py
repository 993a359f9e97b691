"""The page of the timeline: every event of the chronology, with each side's version where one is contested."""

from html import escape
from itertools import groupby

from courseutils._data import rows
from courseutils._sides import GAPS, title
from courseutils.events import compare_versions
from courseutils.teach.site.markup import choice, filters, raw, sources

PERIODS = (
    ("2008-01-01", "Before 2008"),
    ("2008-08-07", "January to 6 August 2008"),
    ("2008-08-13", "7 to 12 August 2008"),
    ("2008-10-16", "From the ceasefire to the talks in Geneva"),
    ("9999", "What followed"),
)
_PRECISION = {"minute": "known to the minute", "hour": "known to the hour", "month": "known to the month only"}
_TOP = """# Timeline

What happened, in order of time, with the sources. Where a side contests something about an event, the versions stand
beside each other: open them. *None found* means that we looked and found none; that side may well have spoken.
"""


def page() -> str:
    """All events, by period."""
    found = rows("chronology")
    phases = [(name, name) for name in dict.fromkeys(row["phase"] for row in found)]
    fields = (
        choice("phase", "Kind", phases),
        choice("contested", "Contested", [("yes", "contested by a side"), ("no", "not contested")]),
    )
    parts = [_TOP, raw(filters("events", *fields))]
    for period, group in groupby(found, key=_period):
        parts += [f"## {period}\n", raw(f'<ol class="events">{"".join(map(_event, group))}</ol>')]
    return "\n".join(parts)


def _period(row: dict) -> str:
    return next(name for end, name in PERIODS if row["date"].isoformat() < end)


def _event(row: dict) -> str:
    seen = compare_versions(row["event_id"])
    when, what = seen.when, escape(row["event"])
    contested, told = "yes" if row["contested"] else "no", sources(row["source_id"], row["more_source_ids"])
    mark = ' <span class="mark">contested</span>' if row["contested"] else ""
    exact = f" ({_PRECISION[row['precision']]})" if row["precision"] in _PRECISION else ""
    note = f'<p class="note">{escape(row["note"])}</p>' if row["note"] else ""
    return (
        f'<li id="{row["event_id"]}" data-item data-phase="{row["phase"]}" data-contested="{contested}">'
        f"<p><strong>{escape(when)}</strong>{exact}{mark}<br>{what}.</p>{_versions(row, seen)}{note}"
        f'<p class="note">Confidence: {row["confidence"]}. Sources: {told}</p></li>'
    )


def _versions(row: dict, seen) -> str:
    if not seen.sides:
        return ""
    cards = "".join(f"<dt>{title(side)}</dt><dd>{_said(text)}</dd>" for side, text in seen.sides.items())
    unseen = f'<span class="unseen"> of {escape(seen.when)}: {escape(row["event"])}</span>'
    return f'<details><summary>The versions{unseen}</summary><dl class="versions">{cards}</dl></details>'


def _said(text: str) -> str:
    return f"<em>{escape(text)}</em>: {escape(GAPS[text])}" if text in GAPS else escape(text)
