"""Small pieces of the pages that are made of data: raw HTML in Markdown, tables, links to sources."""

from collections.abc import Iterable, Sequence
from html import escape

from courseutils._lookup.dates import in_words
from courseutils.teach.site.outputs import REGION


def raw(html: str) -> str:
    """HTML as it stands, for a Markdown page."""
    return f"````{{raw}} html\n{html}\n````\n"


def table(caption: str, heads: Sequence[str], lines: Iterable[Sequence[str]], rows: Sequence[str] = ()) -> str:
    """A table in a region that scrolls; cells are HTML, the first of a line is its head. ``rows``: attributes."""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(
        f'<tr{rows[number] if rows else ""}><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in rest)}</tr>'
        for number, (first, *rest) in enumerate(lines)
    )
    inside = f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return REGION.format(caption, inside)


def ids_in(text: str | None) -> list[str]:
    """The source ids of a cell.

    >>> ids_in("a;b")
    ['a', 'b']
    """
    return [part.strip() for part in (text or "").split(";") if part.strip()]


def sources(*cells: str | None) -> str:
    """Links to the sources of a row, on the page of sources."""
    ids = list(dict.fromkeys(source for cell in cells for source in ids_in(cell)))
    return ", ".join(f'<a href="sources.html#{escape(i)}">{escape(i)}</a>' for i in ids)


def day(value) -> str:
    """A date in words, or nothing."""
    return in_words(value) if value else ""


def said(text: str | None) -> str:
    """A cell as HTML; an empty one is a dash, with a word for those who hear it."""
    return escape(text) if text else '<span aria-hidden="true">–</span><span class="unseen">not given</span>'


def choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    """A labelled list of choices that filters a page (see site.js); the first is everything."""
    items = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    return f'<label>{label} <select data-filter="{name}"><option value="">all</option>{items}</select></label>'


def filters(what: str, *fields: str) -> str:
    """The fields that filter the elements with ``data-item`` on the page; how many are left is announced."""
    return (
        f'<form class="filters" aria-label="Choose {what}" data-what="{what}" hidden>{"".join(fields)}'
        '<p role="status"></p></form>'
    )
