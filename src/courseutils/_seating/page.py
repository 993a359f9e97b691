"""The page round the drawing: each side's own description of a sitting, and the sources."""

from html import escape

from courseutils._claims.board import CELL, WIDE


def versions_html(versions) -> str:
    """A table that stands open: a row for each side, a column for each sitting."""
    heads = ["side", *(str(name) for name in versions.columns)]
    head = "".join(f'<th scope="col" style="{CELL}">{escape(name)}</th>' for name in heads)
    body = "".join(
        _row(side, told) for side, told in zip(versions.index, versions.itertuples(index=False), strict=True)
    )
    label = "The same sittings as each side describes them"
    return (
        f'<div {WIDE} aria-label="{label}"><table style="border-collapse:collapse;margin:.4em 0;max-width:70em">'
        f'<caption style="text-align:left">{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(side: str, told) -> str:
    cells = "".join(f'<td style="{CELL};min-width:11em">{escape(text)}</td>' for text in told)
    return f'<tr><th scope="row" style="{CELL}">{escape(side)}</th>{cells}</tr>'


def sources_html(ids: tuple[str, ...]) -> str:
    """The sources, opened by a click or by Enter."""
    from courseutils.sources import cite

    items = "".join(f'<li style="overflow-wrap:anywhere">{escape(cite(source))}</li>' for source in ids)
    return f"<details><summary>Sources ({len(ids)})</summary><ul>{items}</ul></details>"
