"""What stands beside one paragraph, as HTML: places, actors, claims with their versions, dates."""

from html import escape

from courseutils._reader.facts import TYPES, Beside, Event, speaker, versions
from courseutils._reader.glossary import Words
from courseutils._reader.scene import outside_note
from courseutils._reader.timeline import precision
from courseutils._sides import GAPS


def panel(part: Beside, words: Words) -> str:
    """The block below a paragraph; reader.js shows that of the chosen paragraph, paper shows all."""
    label = part.paragraph.label  # type: ignore[attr-defined]
    number = part.paragraph.number  # type: ignore[attr-defined]
    seen: set[str] = set()
    parts = [
        _list("Places", map(_place, part.paragraph.places), "It names no place."),  # type: ignore[attr-defined]
        _list("Actors, with their office at the time", map(_actor, part.actors), "It names no actor."),
        _list(
            "Claims, in short",
            (_claim(c, words, seen) for c in part.claims),
            "It makes no claim that the course tests.",
        ),
        _list("Dates", (_event(e, words, seen) for e in part.events), ""),
    ]
    return (
        f'<div class="beside" id="beside-{number}" role="group" aria-label="Beside {escape(label.lower())}">'
        f"{''.join(parts)}</div>"
    )


def _list(title: str, items, otherwise: str) -> str:
    rows = "".join(items)
    body = f'<ul class="{title.split(",")[0].lower()}">{rows}</ul>' if rows else f"<p>{otherwise}</p>"
    return f"<h4>{title}</h4>{body}" if rows or otherwise else ""


def _place(name: str) -> str:
    note = outside_note(name)
    return (
        f'<li><button type="button" class="place" data-place="{escape(name)}" aria-pressed="false">'
        f"{escape(name)}</button>{escape(note)}</li>"
    )


def _actor(row: dict) -> str:
    name, usual = row["name"], row["standard_name"]
    also = "" if usual == name else f" ({usual})" if "(" not in usual else f": {usual}"
    return f"<li><strong>{escape(name)}</strong>{escape(also)}; {escape(row['office_at_the_time'])}</li>"


def _claim(row: dict, words: Words, seen: set[str]) -> str:
    kind = TYPES.get(row["type"], row["type"])
    state = "contested" if row["contested"] else "not contested"
    who = speaker(row)
    return (
        f"<li><p>{words.mark(escape(row['claim'], quote=False), seen)}</p>"
        f'<p class="how">{escape(who[:1].upper() + who[1:])}: {escape(kind)}, {state}.</p>'
        f"{_versions(row, row['claim'], words, seen)}</li>"
    )


def _event(event: Event, words: Words, seen: set[str]) -> str:
    row, told = event.row, event.told
    state = ", contested" if row["contested"] else ""
    return (
        f'<li><p><strong><time datetime="{row["date"].isoformat()}">{escape(told.when)}</time></strong>. '
        f"{words.mark(escape(row['event'], quote=False), seen)}.</p>"
        f'<p class="how">{escape(event.why)}; {precision(event)}{state}.</p>'
        f"{_versions(row, row['event'], words, seen)}</li>"
    )


def _versions(row: dict, of: str, words: Words, seen: set[str]) -> str:
    """Five versions, each under its own side's name; a gap says which kind of gap it is."""
    rows = "".join(
        f"<dt>{side}</dt><dd>{words.mark(escape(text, quote=False), seen)}{_gap(text)}</dd>"
        for side, text in versions(row).items()
    )
    return rows and (
        f'<details><summary>Five versions<span class="unseen"> of: {escape(of)}</span></summary>'
        f'<dl class="versions">{rows}</dl></details>'
    )


def _gap(text: str) -> str:
    return f" ({GAPS[text]})" if text in GAPS else ""
