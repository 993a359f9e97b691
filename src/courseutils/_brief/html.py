"""A brief as one HTML file: no script, nothing from the network, the student's text escaped. And its preview."""

import re
from base64 import b64encode
from html import escape

from courseutils import _policy
from courseutils._brief.findings import ASK, DONE, MEND
from courseutils._brief.references import numbered
from courseutils._brief.review import ANSWER, INTRODUCTION, QUESTIONS, head
from courseutils._brief.text import paragraphs

_POLICY = _policy.meta({"img-src": _policy.PICTURES, "style-src": _policy.INLINE})
_LINK = re.compile(r"https?://[^\s<>\"]+")
_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#111;font:1rem/1.5 Arial,"Liberation Sans","DejaVu Sans",sans-serif}
main{max-width:46rem;margin:0 auto;padding:1.2rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 .3rem}
h2{font-size:1rem;margin:1rem 0 .3rem}
p{margin:.6rem 0}
h1,h2,p,li{overflow-wrap:anywhere}
.faint{color:#444;font-size:.9rem;margin:.2rem 0}
figure{margin:1rem 0}
img{display:block;max-width:100%;height:auto}
@media screen and (max-width:40rem){figure{overflow-x:auto}figure img{max-width:none!important;width:38rem}}
ol{margin:.3rem 0;padding-left:1.6rem;font-size:.875rem}
@media screen{li:has(.lines){margin-bottom:.7rem}}
a{color:#0645ad}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.lines{display:block;border-bottom:1px solid #777;height:1.9rem}
"""
_PRINT = """
@page{{size:{paper};margin:14mm}}
@media print{{
body{{font-size:{text:.1f}pt;line-height:1.32}}
main{{max-width:none;padding:0}}
h1{{font-size:{title:.1f}pt}}
h2{{font-size:{text:.1f}pt;margin:.5em 0 .1em;break-after:avoid}}
p{{margin:.4em 0}}
.faint{{font-size:8.5pt}}
figure{{margin:.5em 0}}
img{{max-width:{wide:.0f}mm;max-height:{tall:.0f}mm;width:auto;margin:0 auto}}
ol,.small{{font-size:{small:.1f}pt;line-height:1.25}}
a{{color:inherit;text-decoration:none}}
.lines{{height:8mm}}
}}"""


def document(title: str, body: str, style: str) -> str:
    """A whole file of HTML in English, which loads nothing and runs nothing; ``title`` is escaped here."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"{_POLICY}\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def page_style(paper: str, factor: float = 1.0, inches: tuple[float, float] = (0, 0), small: float = 7.8) -> str:
    """The style for screen and paper: ``factor`` of the usual letters, a picture of ``inches``."""
    wide, tall = (side * 25.4 for side in inches)
    sizes = {"text": 10.2 * factor, "title": 16 * factor, "small": small * factor}
    return _STYLE + _PRINT.format(paper=paper.replace("Letter", "letter"), wide=wide, tall=tall, **sizes)


def page_html(brief) -> str:
    """The whole brief as a file of its own; printed it fills one sheet."""
    sheet = brief.sheet
    picture = _figure(brief, "") if brief.map is not None else "<p>(map missing)</p>"
    picture = f'<h2 class="away">Map</h2>\n{picture}'
    body = f"<article>\n{_head(brief, 'h1')}\n{picture}\n{_tail(brief, 'h2')}\n</article>"
    return document(brief.title or "Brief", body, page_style(brief.paper, sheet.factor, sheet.map_inches))


def _head(brief, tag: str, style: str = "") -> str:
    text = "\n".join(f"<p>{escape(numbered(p, brief.references))}</p>" for p in paragraphs(brief.text))
    return (
        f'<p class="faint">Brief for {escape(brief.audience or "(audience missing)")}</p>\n'
        f"<{tag}{style}>{escape(brief.title or '(title missing)')}</{tag}>\n"
        f'<p class="faint">By {escape(brief.author or "(author missing)")}</p>\n{text or "<p>(text missing)</p>"}'
    )


def _tail(brief, tag: str, style: str = "") -> str:
    listed = "".join(f"<li>{_linked(r.text)}</li>\n" for r in brief.references)
    return (
        f"<{tag}{style}>Lines and names</{tag}>\n"
        f'<p class="small">{escape(brief.convention_told)}</p>\n<{tag}{style}>Sources</{tag}>\n'
        + (f"<ol>\n{listed}</ol>" if listed else "<p>(sources missing)</p>")
        + '\n<p class="faint">The text is the author\'s own. Made with the teaching kit Georgia 2008.</p>'
    )


def _figure(brief, style: str) -> str:
    image = b64encode(brief.sheet.map_png).decode("ascii")
    alt = escape(brief.sheet.map_figure.alt)
    narrow = "The map; on a narrow screen it moves sideways"
    picture = f'<img alt="{alt}" src="data:image/png;base64,{image}" style="max-width:100%">'
    return f'<figure{style} tabindex="0" aria-label="{narrow}">{picture}</figure>'


def _linked(text: str) -> str:
    """Escaped text with its web addresses as links; the addresses are escaped like all else."""
    parts, last = [], 0
    for match in _LINK.finditer(text):
        address = match[0].rstrip(".,;)")
        parts += [escape(text[last : match.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        last = match.start() + len(address)
    return "".join(parts) + escape(text[last:])


def review_html(brief) -> str:
    """The peer-review sheet as a file of its own, with lines to write on when it is printed."""
    title, by = head(brief)
    items = "\n".join(f"<li><strong>{name}.</strong> {question}{rules(n)}</li>" for name, question, n in QUESTIONS)
    body = (
        f'<h1>{escape(title)}</h1>\n<p class="faint">{escape(by)}</p>\n<p>Read by: ____________________ '
        f"Day: ____________</p>\n<p>{INTRODUCTION}</p>\n<ol>\n{items}\n</ol>\n"
        f"<h2>{ANSWER[0]}</h2>\n<p>{ANSWER[1]}{rules(ANSWER[2])}</p>"
    )
    return document(title, body, page_style(brief.paper, 0.95, small=9))


def rules(number: int) -> str:
    """So many empty lines, for a pen."""
    return '<span class="lines"></span>' * number


_COLOURS = {DONE: "#1a7f37", MEND: "#b35900", ASK: "#0550ae"}


def checklist_html(findings) -> str:
    """The findings as a list; the state stands in words, the colour only helps."""
    items = "".join(
        f'<li style="margin:.25em 0"><strong style="color:{_COLOURS[f.state]}">{f.state}:</strong> '
        f"{escape(f.text)}</li>"
        for f in findings
    )
    return f'<ul style="margin:.3em 0;padding-left:1.3em">{items}</ul>'


def preview_html(brief) -> str:
    """The brief as a notebook shows it: the checklist, then the page."""
    box = "background:#fff;color:#111;border:1px solid #767676;padding:1em 1.4em;max-width:46rem;overflow-wrap:anywhere"
    bold = ' style="font-weight:bold;font-size:1.4em;line-height:1.3;margin:.2em 0"'
    small = ' style="font-weight:bold;margin:.6em 0 .2em"'
    picture = _figure(brief, ' style="margin:.8em 0"') if brief.map is not None else "<p>(map missing)</p>"
    body = f"{_head(brief, 'p', bold)}{picture}{_tail(brief, 'p', small)}"
    list_box = "background:#fff;color:#111;padding:.4em 1em;overflow-wrap:anywhere;border-left:6px solid #0550ae"
    checklist = f"<strong>Checklist.</strong>{checklist_html(brief.findings)}"
    return (
        f'<section aria-label="Checklist for your brief" style="{list_box}">{checklist}</section>'
        f'<section aria-label="Preview of your brief" style="{box}">{body}</section>'
    )
