"""The article as HTML for a notebook: numbered paragraphs, quotations marked, alone or beside a map."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

_MARK = 'style="background:#fff3c4;color:#1a1a1a"'
_COMMAND = "python3 course.py article add FILE"


def marked(paragraph) -> str:
    """The text as HTML with each quotation in a <mark>; its quotation marks stay, so colour is not alone."""
    text = escape(paragraph.text, quote=False)
    for quotation in paragraph.quotations:
        words = re.escape(escape(quotation.text, quote=False))
        text = re.sub(f'("{words}[.,]?"?)', rf"<mark {_MARK}>\1</mark>", text, count=1)
    return text


def paragraph_html(paragraph) -> str:
    """One paragraph with its number."""
    return f"<p><strong>{paragraph.label}.</strong> {marked(paragraph)}</p>"


def article_html(article) -> str:
    """The paragraphs, then what the text is and where the original was published."""
    m = article.metadata
    note = escape(article.note).replace(_COMMAND, f"<code>{_COMMAND}</code>")
    link = f'<a href="{escape(m["link"])}">{escape(m["publisher"])}</a>'
    foot = f"<p><small>{note}</small></p><p><small>Source: {escape(m['author'])}, {link}, {m['date']}.</small></p>"
    return (
        f'<article lang="{m["language"]}" style="max-width:42em;line-height:1.5">'
        f"{''.join(map(paragraph_html, article))}{foot}</article>"
    )


@dataclass(frozen=True, repr=False)
class SideBySide:
    """Paragraphs at the left and a map at the right; one above the other where the page is narrow."""

    article: Any
    map: Any

    def __repr__(self) -> str:
        from courseutils.maps import describe_map

        return f"{self.article}\n\n{describe_map(self.map)}"

    def _repr_html_(self) -> str:
        from courseutils._atlas.display import map_html

        return (
            '<div style="display:flex;flex-wrap:wrap;gap:1.2em;align-items:flex-start">'
            f'<div style="flex:1 1 17em">{article_html(self.article)}</div>'
            f'<div style="flex:2 1 30em;min-width:0">{map_html(self.map)}</div></div>'
        )
