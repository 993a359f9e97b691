"""Markdown of a lesson as blocks, and a paragraph of it as HTML or as plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list or table as it is written; ``level`` is a heading's."""

    kind: str
    text: str
    level: int = 0


@cache
def _parser():
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


_KINDS = {"heading_open": "heading", "paragraph_open": "paragraph", "table_open": "table"}
_KINDS |= {"bullet_list_open": "list", "ordered_list_open": "numbered"}


def blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a text in their order; code blocks are left out.

    >>> [block.kind for block in blocks("# A\\n\\nText.\\n\\n- one\\n- two")]
    ['heading', 'paragraph', 'list']
    """
    lines = markdown.splitlines()
    for token in _parser().parse(markdown):
        if token.level == 0 and token.type in _KINDS and token.map:
            text = "\n".join(lines[slice(*token.map)]).strip()
            level = int(token.tag[1]) if token.type == "heading_open" else 0
            yield Block(_KINDS[token.type], text.lstrip("# ") if level else text, level)


def items_of(block: Block) -> list[str]:
    """The items of a list, each on one line without its mark.

    >>> items_of(Block("list", "- one\\n  more\\n- two"))
    ['one more', 'two']
    """
    parts = re.split(r"(?m)^(?:[-*+]|\d+\.) +", block.text)[1:]
    return [one_line(part) for part in parts]


def rows_of(block: Block) -> list[list[str]]:
    """The cells of a table, its head first.

    >>> rows_of(Block("table", "| a | b |\\n|---|---|\\n| 1 | 2 |"))
    [['a', 'b'], ['1', '2']]
    """
    rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in block.text.splitlines()]
    return [[cell.strip().replace("\\|", "|") for cell in row] for number, row in enumerate(rows) if number != 1]


def one_line(text: str) -> str:
    """Text with its line breaks taken out."""
    return " ".join(text.split())


def inline_html(text: str) -> str:
    """A paragraph as HTML; what is no Markdown in it is escaped.

    >>> inline_html("a *b* < `c`")
    'a <em>b</em> &lt; <code>c</code>'
    """
    return _parser().renderInline(one_line(text))


def plain(text: str) -> str:
    """A paragraph as plain text.

    >>> plain("a **b** and `c`")
    'a b and c'
    """
    found = _parser().parseInline(one_line(text))
    return "".join(child.content for token in found for child in token.children or [])


def html(markdown: str) -> str:
    """A whole text as HTML; HTML in it is escaped."""
    return _parser().render(markdown)
