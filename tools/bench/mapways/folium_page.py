"""The maps drawn by stock folium; what it links to is put into the page afterwards."""

import re
from pathlib import Path

import folium
from folium import plugins
from folium.utilities import JsCode

from mapways.common import lasting, passes, passing

# What folium 0.20 links to and a map without pins and tiles needs, as npm has it; its icon fonts are left out.
PACKAGES = ("leaflet@1.9.3", "jquery@3.7.1", "bootstrap@5.2.2", "leaflet.timeline@1.6.0", "moment@2.18.1")
FILES = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "leaflet.timeline.min.js": "leaflet.timeline/dist/leaflet.timeline.js",
    "moment.min.js": "moment/min/moment.min.js",
}
_LINK = re.compile(r'<script src="[^"]+/([^/"]+)"></script>|<link rel="stylesheet" href="[^"]+/([^/"]+)"/>')


def page(data: dict, assets: Path) -> str:
    """A map as folium makes it, with its scripts and styles inside."""
    west, south, east, north = data["bounds"]
    m = folium.Map(tiles=None, zoom_snap=0.1)
    m.fit_bounds([[south, west], [north, east]])
    for layer in data["layers"]:
        if not passes(layer):
            shapes, look = {"type": "FeatureCollection", "features": layer["features"]}, style(layer["look"])
            folium.GeoJson(shapes, style_function=lambda _, look=look: look).add_to(m)
    for point in lasting(data["points"]):
        text = folium.Popup(f"{point['name']} {point['facts']}")
        mark = {"color": point["stroke"], "fill_color": point["fill"], "fill_opacity": 1, "weight": 2}
        folium.CircleMarker(point["at"][::-1], point["radius"], popup=text, **mark).add_to(m)
    for label in data["labels"]:
        icon = folium.DivIcon(html=f'<span style="white-space:nowrap">{label["text"]}</span>', icon_size=(0, 0))
        folium.Marker(label["at"][::-1], icon=icon).add_to(m)
    if data["days"]:
        line = timeline(data).add_to(m)
        plugins.TimelineSlider(auto_play=False).add_timelines(line).add_to(m)
    return inlined(m.get_root().render(), assets)


def style(look: dict) -> dict:
    """The look of shapes in Leaflet's words."""
    return {
        "stroke": bool(look["stroke"]),
        "color": look["stroke"] or "none",
        "weight": look["width"],
        "opacity": 1,
        "fill": bool(look["fill"]),
        "fillColor": look["fill"] or "none",
        "fillOpacity": look["opacity"],
        "dashArray": " ".join(map(str, look["dash"])) or None,
    }


def timeline(data: dict) -> plugins.Timeline:
    """What comes and goes."""
    moved = [
        shape | {"properties": shape["properties"] | style(layer["look"])}
        for layer in data["layers"]
        if passes(layer)
        for shape in layer["features"]
    ]
    for point in passing(data["points"]):
        told = {key: point[key] for key in ("name", "facts", "fill", "start", "end")}
        spot = {"type": "Point", "coordinates": point["at"]}
        moved.append({"type": "Feature", "geometry": spot, "properties": told})
    return plugins.Timeline(
        {"type": "FeatureCollection", "features": moved},
        style=JsCode("f => f.properties"),
        point_to_layer=JsCode(
            "(f, at) => L.circleMarker(at, {radius: 6.5, color: '#fff', fillColor: f.properties.fill, fillOpacity: 1})"
            ".bindPopup(f.properties.name + ' ' + f.properties.facts)"
        ),
    )


def inlined(html: str, assets: Path) -> str:
    """The page with the text of each script and style in the place of its link; what there is none of is cut."""

    def text(match: re.Match) -> str:
        tag, name = ("script", match[1]) if match[1] else ("style", match[2])
        return f"<{tag}>{(assets / FILES[name]).read_text(encoding='utf-8')}</{tag}>" if name in FILES else ""

    return _LINK.sub(text, html)
