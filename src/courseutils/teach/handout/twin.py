"""The handout as one HTML file: the accessible form, with headings, the picture in words, and lines when printed."""

from base64 import b64encode
from html import escape

from courseutils._brief.html import document, page_style, rules
from courseutils.teach.handout.sheet import CREDIT, Asked, Sheet


def html(sheet: Sheet, picture) -> str:
    """The handout as HTML without script or request; all key words of the lesson stand in it."""
    parts = [f'<p class="faint">Lesson {int(sheet.number)}. Name: ____________________ Date: ____________</p>']
    parts += [f"<h1>{escape(sheet.title)}</h1>", f"<p>{escape(sheet.question)}</p>", _picture(picture)]
    parts += ["<h2>Afterwards you can</h2>", _list("ul", sheet.goals), _words(sheet)]
    if sheet.more:
        parts += [f"<h2>{escape(sheet.more_about)}</h2>", _list("ul", sheet.more)]
    parts += [f"<h2>{escape(sheet.asking)}</h2>", "<ul>", *map(_asked, sheet.asked), "</ul>"]
    if sheet.exit:
        parts += ["<h2>Exit question</h2>", f"<p>{escape(sheet.exit)}{rules(2)}</p>"]
    parts.append(f'<p class="faint">{CREDIT}</p>')
    body, style = "\n".join(filter(None, parts)), page_style("A4", 0.95, (6.5, 4.5))
    return document(f"Handout of lesson {sheet.name}", body, style)


def _picture(picture) -> str:
    if picture is None:
        return ""
    png, alt = picture.png()
    data, words = b64encode(png).decode("ascii"), escape(" ".join(alt.split()))
    label = "The picture; on a narrow screen it moves sideways"
    return f'<figure tabindex="0" aria-label="{label}"><img alt="{words}" src="data:image/png;base64,{data}"></figure>'


def _list(tag: str, items: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def _words(sheet: Sheet) -> str:
    if not sheet.words:
        return ""
    pairs = "".join(f"<dt><strong>{escape(t)}</strong></dt><dd>{escape(m)}</dd>" for t, m in sheet.words)
    return f"<h2>Key words</h2>\n<dl>{pairs}</dl>"


def _asked(asked: Asked) -> str:
    label = f"<strong>{escape(asked.label)}</strong> " if asked.label else ""
    return f"<li>{label}{escape(asked.text)}{rules(asked.lines)}</li>"
