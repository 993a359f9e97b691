"""What a cell showed, as it stands in the book: maps and pictures as files, wide tables in a region that scrolls."""

import re
from html import unescape

from courseutils._atlas.display import _TRUST as TRUST
from courseutils.teach.site.assets import Files, frames, size_of

_DRAWN = re.compile(r"(<figure[^>]*>)(<img [^>]*>)")
_IMAGE = re.compile(r'src="data:image/png;base64,([A-Za-z0-9+/=]+)"')
_FIGURE = r"<figure[^>]*>.*?</figure>"
_TWINS = re.compile(rf'<p style="font-size:smaller">{re.escape(TRUST)}</p>\n({_FIGURE})\n<p>(.*?)</p>', re.S)
_STATIC = re.compile(rf"({_FIGURE})\n<p>(.*?)</p>(?=<details><summary>The map as a table)", re.S)
_TABLE = re.compile(r"<table\b.*?</table>", re.S)
_IN_REGION = re.compile(r'(<div [^>]*role="region"[^>]*>)(<table\b.*?</table>)(</div>)', re.S)
_SHORT = re.compile(r"<style scoped>.*?</style>", re.S)
REGION = '<div class="wide" role="region" aria-label="{}" tabindex="0">{}</div>'


def frame(path: str, title: str, height: int) -> str:
    """A map in a frame that is loaded when it comes into view; ``title`` is escaped already."""
    return (
        f'<iframe class="map" title="{title}" src="{path}" loading="lazy" style="--high:{height}px"></iframe>'
        f'<p class="map-alone"><a href="{path}">Open this map alone<span class="unseen">: {title}</span></a></p>'
    )


def book_html(html: str, files: Files, name: str) -> str:
    """The HTML of an output for the book; ``name`` is used for the files of its maps."""
    html = _SHORT.sub("", html)
    for number, found in enumerate(list(frames(html))):
        suffix = f"-{number + 1}" if number else ""
        path = files.map(f"{name}{suffix}", unescape(found[2]))
        html = html.replace(found[0], frame(path, found[1], int(found[3])))
    html = _TWINS.sub(_twin, html)
    html = _STATIC.sub(r"\1" + _words(r"\2"), html)
    html = _DRAWN.sub(r'\1<div class="sheet">\2</div>', html)
    html = _IMAGE.sub(lambda match: _source(files, match[1]), html)
    return tables_in_regions(html)


def _twin(match: re.Match) -> str:
    picture = f'<details class="picture"><summary>The map as a picture</summary>{match[1]}</details>'
    return picture + _words(match[2])


def _words(text: str) -> str:
    return f'<details class="words"><summary>The map in words</summary><p>{text}</p></details>'


def _source(files: Files, base64: str) -> str:
    path = files.inline_picture(base64)
    width, height = size_of(files.content[path])
    return f'src="{path}" width="{width}" height="{height}" loading="lazy"'


def tables_in_regions(html: str) -> str:
    """Every table in a region that a keyboard can scroll; one that stands in such a region stays there."""
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\x00{len(kept) - 1}\x00"

    html = _IN_REGION.sub(lambda match: keep(match[0]), html)
    html = _TABLE.sub(lambda match: keep(REGION.format(_label(match[0]), _plain_table(match[0]))), html)
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], html)


def _label(table: str) -> str:
    caption = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.S)
    if caption:
        return re.sub(r"<[^>]+>", "", caption[1])
    heads = [head for head in re.findall(r"<th[^>]*>([^<]+)</th>", table.partition("</thead>")[0]) if head != "&nbsp;"]
    return "Table: " + ", ".join(dict.fromkeys(heads[:4]))


def _plain_table(table: str) -> str:
    """A table of pandas without its old-fashioned border, its heads with the scope that they have."""
    table = re.sub(r'<table border="1" class="dataframe">', '<table class="dataframe">', table)
    head, mark, body = table.partition("</thead>")
    head = re.sub(r"<th>(?=</th>)", "<td>", head).replace("<td></th>", "<td></td>")
    head = re.sub(r'<th class="(blank[^"]*)" *>&nbsp;</th>', r'<td class="\1"></td>', head)
    return re.sub(r"<th>", '<th scope="col">', head) + mark + re.sub(r"<th>", '<th scope="row">', body)
