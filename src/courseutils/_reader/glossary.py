"""Glossary words in a text become buttons that open their meaning. Standard library only."""

import re
from functools import cache
from html import escape

from courseutils._data import rows
from courseutils.sources import cite


@cache
def _forms() -> dict[str, str]:
    """Every spelling to look for, with the id of its row; lower case where the spelling is no abbreviation."""
    return {
        escape(form, quote=False): row["term_id"]
        for row in rows("glossary")
        for form in (row["forms"] or "").split(";")
        if form
    }


@cache
def _pattern() -> re.Pattern:
    longest_first = sorted(_forms(), key=len, reverse=True)
    parts = [re.escape(f) if f.isupper() else f"(?i:{re.escape(f)})" for f in longest_first]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def _term_of(found: str) -> str:
    forms = _forms()
    return forms.get(found) or next(key for form, key in forms.items() if form.casefold() == found.casefold())


class Words:
    """Marks the words of the glossary in pieces of HTML and remembers which ones it met."""

    def __init__(self) -> None:
        self.met: dict[str, None] = {}

    def mark(self, html: str, seen: set[str] | None = None) -> str:
        """``html`` with each word of the glossary as a button, once; those in ``seen`` have one already."""
        here = set() if seen is None else seen

        def button(match: re.Match) -> str:
            term = _term_of(match[0])
            if term in here:
                return match[0]
            here.add(term)
            self.met[term] = None
            return (
                f'<button type="button" class="term" popovertarget="g-{term}" aria-haspopup="dialog">'
                f"{match[0]}</button>"
            )

        pieces = re.split(r"(<[^>]+>)", html)
        return "".join(p if p.startswith("<") else _pattern().sub(button, p) for p in pieces)

    def meanings(self) -> str:
        """The meanings of the words met, each a box that its buttons open; on paper they are a list."""
        known = sorted((r for r in rows("glossary") if r["term_id"] in self.met), key=lambda r: r["term"].casefold())
        return "".join(map(_meaning, known))


def _meaning(row: dict) -> str:
    key = f"g-{row['term_id']}"
    source = f" Source: {escape(cite(row['source_id']))}" if row["source_id"] else ""
    return (
        f'<div popover id="{key}" class="meaning" role="dialog" tabindex="-1" autofocus aria-labelledby="{key}-t" '
        f'aria-describedby="{key}-m"><p class="word" id="{key}-t">{escape(row["term"])}</p>'
        f'<p id="{key}-m">{escape(row["meaning"])}</p>'
        f'<p class="from">First used in lesson {int(row["lesson"])}.{source}</p>'
        f'<button type="button" popovertarget="{key}" popovertargetaction="hide">Close</button></div>'
    )
