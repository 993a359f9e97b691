"""What stands below a web map: convention, neutral sentence, legend, words, credits."""

from html import escape

from courseutils._atlas import staticbase as look
from courseutils._atlas import statictime
from courseutils._atlas.areas import LAEA
from courseutils._atlas.conventions import CREDITS, NEUTRAL
from courseutils._atlas.scene import region_spots
from courseutils._atlas.table import base_records
from courseutils._atlas.towns import TOWN_MARKS, shown_towns, town_mark

MARKS = {"capital": "box", "own": "box", "seat": "box", "tunnel": "triangle", "dam": "down", "town": "circle"}


def is_world(m) -> bool:
    """True for a map of the world or a large part of it."""
    return m.area.crs != LAEA


def footer(m, words: str) -> str:
    """What stands below the map: convention, neutral sentence, legend, words, credits."""
    from courseutils._atlas.words import dated

    entries = "".join(f"<li>{swatch}{escape(text)}</li>" for swatch, text in legend(m))
    return (
        f'<div class="foot"><p class="stamp">{escape(m.stamp)}</p><p>{escape(" ".join([NEUTRAL, *dated(m)]))}</p>'
        f'<ul class="legend" aria-label="Legend">{entries}</ul>'
        f'<details><summary>The map in words</summary><p id="words">{escape(words)}</p></details>'
        f'<p class="credits">{escape(CREDITS)}Drawn with Leaflet.</p></div>'
    )


def _svg(body: str) -> str:
    return f'<svg width="34" height="16" viewBox="0 0 34 16" aria-hidden="true">{body}</svg>'


def legend(m) -> list:
    """Pairs of a small picture and its text, what the reader added first."""
    view = m.viewpoint
    pairs = [(_swatch(layer, 0.55 if is_world(m) else 0.13), layer.name) for layer in m.layers]
    pairs += [(_svg(_TIME[sort, kind]), text) for sort, kind, text in statictime.sorts(m)]
    pairs.append((_line_swatch(view.state_border), view.border_label))
    if look.has_boundary_line(m):
        pairs.append((_line_swatch(view.boundary_line), view.boundary_label))
    noted = [r for r in base_records(m) if r["kind"] == "region"]
    shown = list(region_spots(m.area))
    return (
        pairs
        + [
            (_hatch_swatch(view, r), f"{record['name']} ({record['note']})")
            for r, record in zip(shown, noted, strict=True)
        ]
        + _town_pairs(m)
    )


_AREA = f'd="M2 2h30v12H2z" stroke="{statictime.GREY}"'
_LINE = f'd="M1 8h32" fill="none" stroke="{statictime.GREY}" stroke-width="2.5"'
_TIME = {
    (
        "clock",
        "point",
    ): f'<circle cx="17" cy="8" r="5.5" fill="{statictime.RING}"/><circle cx="17" cy="8" r="2.4" fill="#fff"/>',
    ("rough", "point"): f'<circle cx="17" cy="8" r="5.5" fill="#fff" stroke="{statictime.GREY}" stroke-width="2" '
    'stroke-dasharray="3.5 2"/>',
    ("rough", "area"): f'<path {_AREA} fill="#eee" stroke-width="2" stroke-dasharray="2 4"/>',
    ("rough", "line"): f'<path {_LINE} stroke-dasharray="2 4"/>',
    (
        "contested",
        "point",
    ): f'<circle cx="17" cy="8" r="7.2" fill="#fff" stroke="{statictime.RING}" stroke-width="1.4"/>'
    f'<circle cx="17" cy="8" r="3.6" fill="{statictime.RING}"/>',
    ("contested", "area"): f'<path {_AREA} fill="#ddd"/><path d="M9 2v12M17 2v12M25 2v12" stroke="{statictime.GREY}"/>',
    ("contested", "line"): f'<path {_LINE} stroke-dasharray="9 3 2 3"/>',
}


def _line_swatch(line) -> str:
    dash = f' stroke-dasharray="{" ".join(str(d) for d in line.dash)}"' if line.dash else ""
    return _svg(f'<path d="M1 8h32" stroke="{line.colour}" stroke-width="{line.width * 1.25}"{dash}/>')


def _hatch_swatch(view, region) -> str:
    turn = (
        "M-2 16L14 0M6 16L22 0M14 16L30 0M22 16L38 0"
        if region == "abkhazia"
        else "M-2 0L14 16M6 0L22 16M14 0L30 16M22 0L38 16"
    )
    lines = f'<path d="{turn}" stroke="{view.region_hatch}"/>' if view.hatched else ""
    return _svg(f'<path d="M0 1h34v14H0z" fill="{view.region_fill}" stroke="#888"/>{lines}')


_SWATCHES = {
    "square": "M11 2h12v12H11z",
    "triangle": "M17 1l8 14H9z",
    "diamond": "M17 0l8 8-8 8-8-8z",
    "pentagon": "M17 1l8 6-3 8H12l-3-8z",
    "box": "M12 3h10v10H12z",
    "down": "M17 15L9 2h16z",
    "circle": "M12 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
}


def _swatch(layer, alpha) -> str:
    dash = f' stroke-dasharray="{" ".join(str(d) for d in layer.dash)}"' if layer.dash else ""
    stroke = f'stroke="{layer.colour}" stroke-width="2"{dash}'
    if layer.style == "area":
        return _svg(f'<path d="M2 2h30v12H2z" fill="{layer.colour}" fill-opacity="{alpha}" {stroke}/>')
    if layer.style == "line":
        return _svg(f'<path d="M1 8h32" fill="none" {stroke}/>')
    return _svg(f'<path d="{_SWATCHES[layer.marker]}" fill="{layer.colour}"/>')


def _town_pairs(m) -> list:
    used = {town_mark(town, m.viewpoint) for town in shown_towns(m)}
    return [
        (_svg(f'<path d="{_SWATCHES[MARKS[key]]}" fill="{fill}" stroke="#111" stroke-width="1.6"/>'), text)
        for key, (_, fill, text) in TOWN_MARKS.items()
        if key in used
    ]
