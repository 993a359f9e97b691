"""One feature of a layer as plain data for web/atlas.js: area, line or point, and what its pop-up says."""

import json
import re

from courseutils._atlas.layers import biggest
from courseutils._atlas.statictime import marker_of
from courseutils._atlas.table import in_words, readable, time_facts
from courseutils._atlas.weblegend import is_world
from courseutils._atlas.webshapes import shape_item
from courseutils._atlas.words import LONGEST
from courseutils.events import SIDES

_TEMPLATE = re.compile(r"\{(?=[{%#])")
_SIDES = re.compile(rf" / (?=(?:{'|'.join(SIDES.values())}): )")


def as_script(data) -> str:
    """Data as JSON that can stand inside a script: nothing in it ends the script, or is code to a template.

    folium reads the script of a page as a template once more, so that a name with two braces would be run.

    >>> as_script({"name": "</script> {{ 7 * 7 }}"})
    '{"name":"\\\\u003c/script> \\\\u007b{ 7 * 7 }}"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return _TEMPLATE.sub(r"\\u007b", text)  # in JSON such pairs stand in texts only


def features(layer):
    """Each feature of a layer as shape and as what its pop-up says."""
    for number, (name, shape) in enumerate(zip(layer.names, layer.data.geometry, strict=True)):
        cells = {c: in_words(layer.data[c].iloc[number]) for c in layer.columns}
        facts = [fact for c, text in cells.items() if text for fact in _facts(c, text)]
        if layer.spans is not None:
            facts = [*time_facts(layer.spans[number]), *facts]
        # A name is said at every stop of the Tab key: whole sentences stay in the pop-up.
        says = ", ".join([name, layer.name, *(f"{c}: {text}" for c, text in facts if len(text) <= LONGEST)])
        yield shape, {"name": name, "says": says, "facts": [["group", layer.name], *facts]}


def _facts(column, text) -> list[list[str]]:
    """One fact of a pop-up; of a text with versions of several sides, one for each side."""
    parts = _SIDES.split(text) if column == "versions" else []
    return [[side, said] for side, _, said in (part.partition(": ") for part in parts)] or [[readable(column), text]]


def area_item(m, layer, shape, feature):
    """An added area as web/atlas.js draws it: strongly on a world map, lightly on a map of Georgia."""
    loud = {"fillOpacity": 0.55, "weight": 1} if is_world(m) else {}
    coarse = 0.15 if is_world(m) else 0  # degrees
    return shape_item(m, shape.simplify(coarse), _area_style(layer) | loud, feature)


def _area_style(layer) -> dict:
    style = {"color": layer.colour, "weight": 2.2, "fillColor": layer.colour, "fillOpacity": 0.13}
    return style | ({"dashArray": " ".join(str(2 * d) for d in layer.dash)} if layer.dash else {})


def line_item(m, layer, shape, feature):
    """An added line as web/atlas.js draws it."""
    return shape_item(m, shape, _area_style(layer) | {"fill": False, "weight": 3}, feature)


def spot(point) -> list:
    """Latitude and longitude of a point, or of a point in the largest part of a shape."""
    point = biggest(point).representative_point()
    return [round(point.y, 4), round(point.x, 4)]


def point_item(layer, place, feature) -> dict:
    """An added point, or a dot for a small state, as web/atlas.js draws it."""
    shape = marker_of(layer)
    level = 2 if layer.labels else 0  # what has a name lies above what has none; towns of the base map between them
    mark = {"shape": shape, "fill": layer.colour, "stroke": "#fff", "small": shape == "circle", "level": level}
    return {"at": spot(place), "feature": feature, "mark": mark}
