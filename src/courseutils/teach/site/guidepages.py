"""Pages of the guide that the book takes over; plans, rubrics and answers stay with the instructor."""

import re
from pathlib import Path

PAGES = ("moderation", "checklist", "accessibility", "naming", "glossary")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)#\s]+)(#[^)\s]*)?\)")


def pages(guide: Path) -> dict[str, str]:
    """Name and text of each page, with its links to pages that are not in the book taken off."""
    return {name: linked((guide / f"{name}.md").read_text(encoding="utf-8")) for name in PAGES}


def linked(text: str) -> str:
    """A text in which only links that the book can follow are left.

    >>> linked("[a](naming.md#words), [b](plans/01.md), [c](https://example.org)")
    '[a](naming.md), b, [c](https://example.org)'
    """

    def kept(match: re.Match) -> str:
        words, target = match[1], match[2]
        if target.startswith("http"):
            return match[0]
        return f"[{words}]({target})" if target.removesuffix(".md") in PAGES else words

    return _LINK.sub(kept, text)
