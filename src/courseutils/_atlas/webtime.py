"""The web map of a map in time: folium's Timeline layers without the internet, and a control for the day."""

import datetime as dt
from typing import Any

from branca.element import MacroElement
from folium import plugins
from folium.template import Template

from courseutils._atlas.layers import tiny
from courseutils._atlas.moments import changes, heading, numbered, spans, timed
from courseutils._atlas.webitems import area_item, as_script, features, line_item, point_item
from courseutils._atlas.webmap import Offline
from courseutils._atlas.webshapes import unit

_TIMELINE = "vendor/leaflet.timeline/leaflet.timeline.js"
_MOST_PLACES = 400  # places of the slider; more would be finer than a hand or an arrow key can go


class OfflineTimeline(Offline, plugins.Timeline):
    """folium's Timeline, its script inside the page; shapes come in steps, a third of the room of GeoJSON."""

    vendored_js = (_TIMELINE, "web/time.js")
    vendored_css = ("web/time.css",)
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = atlasTime.timeline({{ this._parent.get_name() }}, {{ this.spec }});"
        "{% endmacro %}"
    )

    def __init__(self, spec: str):
        super().__init__({"type": "FeatureCollection", "features": []})
        self.spec = spec


class DayControl(MacroElement):
    """A slider with label, buttons from event to event, the day in words and a status line, above the map.

    folium's own TimelineSlider has no label, writes the day as a bare number or with moment.js, and lies on the
    map as a control that a screen reader cannot name; its keys are caught on the whole page.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlasTime.control({{ this._parent.get_name() }}_atlas, [{% for t in this.timelines %}{{ t.get_name() }},"
        "{% endfor %}], {{ this.spec }});"
        "{% endmacro %}"
    )
    timelines: Any

    def __init__(self, timelines: list, spec: str):
        super().__init__()
        self._name, self.timelines, self.spec = "DayControl", timelines, spec


def add_time(page, m) -> None:
    """Put the layers in time of ``m`` and the control for the day on an offline folium map."""
    timelines = [OfflineTimeline(as_script(_collection(m, layer))) for layer in timed(m)]
    for timeline in timelines:
        timeline.add_to(page)
    DayControl(timelines, as_script(control_spec(m))).add_to(page)


def _collection(m, layer) -> dict:
    return {"name": layer.name, "unit": unit(m), "features": _items(m, layer)}


def _items(m, layer) -> list[dict]:
    made = []
    for span, (shape, feature) in zip(layer.spans, features(layer), strict=True):
        first, last = numbered(span)
        made.append({"start": first, "end": last} | _item(m, layer, span, shape, feature))
    return made


def _item(m, layer, span, shape, feature) -> dict:
    """One feature as web/time.js draws it, with the signs for what is rough, known by the clock, or contested."""
    if layer.style in ("post", "town") or tiny(m, layer, shape):
        item = point_item(layer, shape, feature)
        hollow = {"hollow": True, "fill": "#fff", "stroke": layer.colour} if span.rough else {}
        flags = {"ring": span.contested, "dot": span.by_clock}
        item["mark"] |= hollow | {flag: True for flag, holds in flags.items() if holds}
        return item
    item = (line_item if layer.style == "line" else area_item)(m, layer, shape, feature)
    item["style"] |= _look(layer, span, item["style"])
    return item


def _look(layer, span, style) -> dict:
    from courseutils._atlas.statictime import outline

    dash = {"dashArray": " ".join(str(2 * part) for part in outline(layer, span))} if outline(layer, span) else {}
    if layer.style == "line":
        return dash
    fill = round(style["fillOpacity"] * (0.4 if span.rough else 1), 3)
    stripes = {"hatch": 90, "hatchColor": layer.colour, "hatchSpace": fill} if span.contested else {}
    return dash | {"fillOpacity": fill} | stripes


def control_spec(m) -> dict:
    """What the control needs: places of the slider, the days to step to, days that are written as months."""
    stops = list(changes(m))
    places = places_of(m)
    said = {day.toordinal(): heading(m, day) for day in stops if heading(m, day).count(" ") < 2}
    return {
        "places": [day.toordinal() for day in places],
        "stops": [day.toordinal() for day in stops],
        "said": said,
        "unit": unit_of(m),
    }


def unit_of(m) -> str:
    """How the day is written: as a month or a year if no feature is known better, else as a day."""
    known = {span.precision for span in spans(m)}
    return "day" if known - {"month", "year"} else "month" if "month" in known else "year"


def places_of(m) -> list[dt.date]:
    """The days at which the slider can stand: every change, each day of ``days``, and evenly many between."""
    fixed = {*changes(m), *(m.days or ())}
    first, last = min(fixed), max(fixed)
    step = max(1, -(-(last - first).days // _MOST_PLACES))
    if unit_of(m) != "day":
        return sorted(fixed)
    between = {first + dt.timedelta(days=number) for number in range(0, (last - first).days, step)}
    return sorted(fixed | between)
