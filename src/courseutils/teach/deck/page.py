"""A deck as one HTML file: reveal.js, style and pictures inside, no request when it is shown."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from courseutils._policy import BESIDE, INLINE, PICTURES, digest, meta
from courseutils.teach.deck.fit import LEADING, TALL, WIDE, Fitted, Piece, picture_room, picture_size
from courseutils.teach.deck.slides import Slide
from courseutils.teach.outline.markdown import html, inline_html, plain

_HERE = Path(__file__).resolve().parent
_REVEAL = _HERE.parent / "vendor" / "reveal.js"
PORTRAIT = "@media print{html:not(.print-pdf)"
_NOTES = _REVEAL / "plugin" / "notes.js"
_SPEAKER = re.compile(r"<script>(.*?)<\\/script>", re.S)


def page(slides: Iterable[Slide], number: str, title: str, notes: bool) -> str:
    """The deck of a lesson as HTML; without ``notes`` it holds no word of the instructor's."""
    body = "\n".join(_slide(slide, notes) for slide in slides)
    scripts = [_text(_REVEAL / "reveal.js"), *([_text(_NOTES)] if notes else [])]
    scripts.append(f"const SIZE = {json.dumps([WIDE, TALL])}, NOTES = {json.dumps(notes)};\n{_text(_HERE / 'deck.js')}")
    scripts = [_inside(script) for script in scripts]
    name = f"{int(number)}. {plain(title)}"
    return _PAGE.format(
        policy=_rules(scripts, notes),
        title=escape(f"Slides: {name}"),
        # Without its way to print on portrait paper, with letters of other sizes: the deck prints slides as they are.
        style=_text(_REVEAL / "reveal.css").partition(PORTRAIT)[0] + _text(_HERE / "deck.css"),
        head=escape(f"Slides of lesson {name}"),
        body=body,
        scripts="".join(f"<script>{script}</script>\n" for script in scripts),
    )


def _rules(scripts: list[str], notes: bool) -> str:
    """The policy. The speaker's view is a second window under the same one, and shows this same file in frames."""
    frames = BESIDE if notes else ()
    sums = map(digest, [*scripts, *([_speaker_script()] if notes else [])])
    return meta({"script-src": sums, "style-src": INLINE, "img-src": PICTURES, "frame-src": frames})


def _speaker_script() -> str:
    """The script that notes.js writes into the second window; a backslash is doubled where it stands in notes.js."""
    (script,) = _SPEAKER.findall(_text(_NOTES))
    return script.replace("\\\\", "\\")


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header class="away"><h1>{head}</h1></header>
<main><div class="reveal">
<div class="slides">
{body}
</div>
</div></main>
{scripts}</body>
</html>
"""


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _inside(script: str) -> str:
    """A script that may stand in a page: what looks like the beginning of another one is written another way."""
    return script.replace("<script>", "<\\script>").replace("</script", "<\\/script")


def _slide(slide: Slide, notes: bool) -> str:
    kicker = f'<p class="kicker">{inline_html(slide.kicker)}</p>\n' if slide.kicker else ""
    heading = f"<h2>{inline_html(slide.heading)}</h2>"
    inner = _picture(slide) if slide.drawing else _told(slide.text) if slide.text else ""
    keys = '<p class="keys">Space: next. ?: all keys.</p>' if slide.first else ""
    said = "".join(f"<div>{html(text)}</div>" for text in slide.notes)
    aside = f'<aside class="notes">{said}</aside>' if notes and said else ""
    look = "first" if slide.first else "pictured" if slide.drawing else "told"
    return f'<section class="{look}">\n<div class="page">\n{kicker}{heading}\n{inner}{keys}</div>\n{aside}</section>'


def _picture(slide: Slide) -> str:
    drawing = slide.drawing
    assert drawing is not None
    wide, tall = picture_size(drawing.inches, picture_room(slide.heading, slide.look))
    data = b64encode(drawing.png).decode("ascii")
    image = f'<img width="{wide}" height="{tall}" alt="{escape(drawing.alt)}" src="data:image/png;base64,{data}">'
    look = f'<p class="look">{inline_html(slide.look)}</p>' if slide.look else ""
    return f"<figure>{image}</figure>{look}"


def _told(text: Fitted) -> str:
    groups = groupby(text.pieces, lambda piece: piece.kind)
    inner = "\n".join(_group(kind, list(pieces), text) for kind, pieces in groups)
    return f'<div class="text" style="font-size:{text.size}px;line-height:{LEADING}">\n{inner}\n</div>'


def _group(kind: str, pieces: list[Piece], text: Fitted) -> str:
    if kind == "row":
        return _table(pieces, text.columns)
    if kind in ("item", "option"):
        items = "\n".join(f"<li{_value(piece)}>{inline_html(piece.cells[0])}</li>" for piece in pieces)
        kinds = {"": "<ul>{}</ul>", "a": '<ol type="a">{}</ol>'}
        return kinds["a" if kind == "option" else ""].format(items) if not _numbered(pieces) else f"<ol>{items}</ol>"
    return "\n".join(f'<p class="{kind}">{inline_html(piece.cells[0])}</p>' for piece in pieces)


def _numbered(pieces: list[Piece]) -> bool:
    return pieces[0].mark[:-1].isdigit()


def _value(piece: Piece) -> str:
    """The number of an item, which goes on where a slide ends."""
    return f' value="{piece.mark[:-1]}"' if piece.mark[:-1].isdigit() else ""


def _table(rows: list[Piece], columns: tuple[int, ...]) -> str:
    widths = "".join(f'<col style="width:{wide}px">' for wide in columns)
    head = "".join(f'<th scope="col">{_cell(cell)}</th>' for cell in rows[0].cells)
    body = "\n".join(f"<tr>{''.join(f'<td>{_cell(c)}</td>' for c in row.cells)}</tr>" for row in rows[1:])
    # reveal.js styles tables by itself; fixed widths are what the heights were reckoned with.
    return (
        f'<table style="width:{sum(columns)}px"><colgroup>{widths}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(text: str) -> str:
    return inline_html(text) or '<span class="away">row</span>'
