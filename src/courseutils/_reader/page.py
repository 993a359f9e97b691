"""The reader as one page: text left, map right, everything inside it, nothing fetched."""

from html import escape

from courseutils._article.page import marked
from courseutils._atlas.webitems import as_script
from courseutils._atlas.weblegend import footer
from courseutils._atlas.webmap import vendored
from courseutils._policy import INLINE, PICTURES, digest, meta
from courseutils._reader.facts import beside
from courseutils._reader.glossary import Words
from courseutils._reader.locator import locator
from courseutils._reader.panel import panel
from courseutils._reader.scene import article_map, in_words_of, script_data
from courseutils._reader.timeline import timeline

TITLE = "An article and its map: Georgia, 15 October 2008"
_STYLES = ("vendor/leaflet/leaflet.css", "web/atlas.css", "../_reader/reader.css")
_DRAWING = ("vendor/leaflet/leaflet.js", "vendor/leaflet.pattern/leaflet.pattern.js", "web/atlas.js")
_SCRIPTS = (*_DRAWING, "../_reader/reader.js")
_BEGIN = "document.documentElement.classList.add('js')"


def page(article) -> str:
    """The whole page as text; the same article gives the same text in every run."""
    parts, words, m = beside(article), Words(), article_map(article)
    data = script_data(m, article, parts)
    text = "".join(_paragraph(part, words) for part in parts)
    side = _side(m, parts, data["map"]["bounds"], in_words_of(m, article))
    styles = "".join(f"<style>{vendored(path)}</style>\n" for path in _STYLES)
    scripts = "".join(f"<script>{vendored(path)}</script>\n" for path in _SCRIPTS)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{_rules()}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{TITLE}</title>\n{styles}"
        f"<script>{_BEGIN}</script>\n</head>\n<body>\n"
        f'<main>\n<h1>{TITLE}</h1>\n{_LEAD}<div class="reader">\n'
        f'<div class="text">{_head(article)}{text}{_foot(article)}</div>\n{side}</div>\n'
        '<section class="appendix" aria-label="Beside the article"></section>\n'
        f'<section class="glossary" aria-label="Words"><h2>Words</h2>{words.meanings()}</section>\n'
        '<p role="status" id="said" class="unseen"></p>\n</main>\n'
        f'<script type="application/json" id="reader-data">{as_script(data)}</script>\n{scripts}</body>\n</html>\n'
    )


def _rules() -> str:
    scripts = [digest(_BEGIN), *(digest(vendored(path)) for path in _SCRIPTS)]
    return meta({"script-src": scripts, "style-src": INLINE, "img-src": PICTURES})


_LEAD = (
    '<p class="lead"><span class="live">Choose a paragraph: the map moves to its places, and its actors, claims and '
    "dates open below it. Choose a place on the map: every paragraph that names it is marked. </span>"
    "A dotted line under a word: its meaning.</p>\n"
)


def _head(article) -> str:
    return f"<h2>{'The article' if article.is_original else 'The article, retold'}</h2>"


def _paragraph(part, words: Words) -> str:
    p = part.paragraph
    places = escape(", ".join(p.places))
    return (
        f'<section class="para" id="p{p.number}" data-places="{places}"><h3><button type="button" class="pick" '
        f'data-number="{p.number}" aria-expanded="false" aria-controls="beside-{p.number}">{p.label}</button> '
        f'<span class="tag" hidden></span></h3><p class="words">{words.mark(marked(p))}</p>'
        f"{panel(part, words)}</section>"
    )


def _foot(article) -> str:
    m = article.metadata
    return (
        f'<p class="note">{escape(article.note)}</p><p class="note">Source: {escape(m["author"])}, '
        f'<a href="{escape(m["link"])}">{escape(m["publisher"])}</a>, {m["date"]}.</p>'
    )


def _side(m, parts, bounds, said) -> str:
    return (
        '<div class="side"><div class="stick"><h2 id="map-title">The map</h2>'
        '<div class="frame"><div id="map" class="folium-map"><noscript>The map needs JavaScript; below it stands '
        "in words.</noscript></div></div>"
        f'<p class="here" id="here" aria-hidden="true"></p></div><div class="under">{timeline(parts)}{locator(bounds)}'
        f"{footer(m, said)}</div></div>\n"
    )
