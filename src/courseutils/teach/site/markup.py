"""Small pieces of the pages that are made of data: raw HTML in Markdown, tables, links to sources."""

from collections.abc import Iterable, Sequence
from html import escape

from courseutils._lookup.dates import in_words
from courseutils.teach.site.outputs import REGION

FEW_COLUMNS = 3  # as many fit into a narrow window


def raw(html: str) -> str:
    """HTML as it stands, for a Markdown page."""
    return f"````{{raw}} html\n{html}\n````\n"


def table(caption: str, heads: Sequence[str], lines: Iterable[Sequence[str]], rows: Sequence[str] = ()) -> str:
    """A table in a region that scrolls; cells are HTML, the first of a line is its head. ``rows``: attributes.

    One of many columns is shown as cards in a narrow window, a row in each (see site.css). Each cell has its label for
    that, and each part its role, which some browsers forget where a table is no longer shown as one.
    """
    many = len(heads) > FEW_COLUMNS
    role = " role={}".format if many else "".format
    labels = [f' data-label="{escape(name)}"' if many else "" for name in heads]
    head = "".join(f'<th scope="col"{role("columnheader")}>{name}</th>' for name in heads)
    body = "".join(
        f"<tr{rows[number] if rows else ''}{role('row')}>"
        f'<th scope="row"{role("rowheader")}>{first}</th>{_cells(rest, labels[1:], role("cell"))}</tr>'
        for number, (first, *rest) in enumerate(lines)
    )
    group = role("rowgroup")
    inside = (
        f"<table{' class=cards' if many else ''}{role('table')}><caption>{caption}</caption>"
        f"<thead{group}><tr{role('row')}>{head}</tr></thead><tbody{group}>{body}</tbody></table>"
    )
    return REGION.format(caption, inside)


def _cells(cells: Iterable[str], labels: Iterable[str], role: str) -> str:
    return "".join(f"<td{role}{label}>{cell}</td>" for cell, label in zip(cells, labels, strict=True))


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
