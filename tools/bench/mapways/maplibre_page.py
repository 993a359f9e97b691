"""The maps drawn by maplibre (py-maplibregl), with its script inside the page, without tiles."""

from maplibre import Layer, LayerType, Map, MapOptions
from maplibre.sources import GeoJSONSource


def page(data: dict, assets=None) -> str:
    """A map as a stand-alone page; what comes and goes is shown all the time."""
    empty = {"version": 8, "sources": {}, "layers": []}
    m = Map(MapOptions(style=empty, bounds=tuple(data["bounds"])))
    for number, layer in enumerate(data["layers"]):
        _shapes(m, f"shapes-{number}", layer)
    _points(m, data["points"])
    return m.to_html(title=data["title"])


def _shapes(m: Map, name: str, layer: dict) -> None:
    look = layer["look"]
    m.add_source(name, GeoJSONSource(data={"type": "FeatureCollection", "features": layer["features"]}))
    if look["area"]:
        paint = {"fill-color": look["fill"], "fill-opacity": look["opacity"]}
        m.add_layer(Layer(type=LayerType.FILL, id=f"{name}-fill", source=name, paint=paint))
    if look["stroke"]:
        line: dict = {"line-color": look["stroke"], "line-width": look["width"]}
        if look["dash"]:
            line["line-dasharray"] = [part / look["width"] for part in look["dash"]]
        m.add_layer(Layer(type=LayerType.LINE, id=f"{name}-line", source=name, paint=line))


def _points(m: Map, points: list[dict]) -> None:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": point["at"]},
            "properties": {key: point[key] for key in ("name", "facts", "fill", "stroke", "radius")},
        }
        for point in points
    ]
    m.add_source("points", GeoJSONSource(data={"type": "FeatureCollection", "features": features}))
    paint: dict = {f"circle-{key}": ["get", name] for key, name in (("color", "fill"), ("radius", "radius"))}
    paint |= {"circle-stroke-color": ["get", "stroke"], "circle-stroke-width": 1}
    m.add_layer(Layer(type=LayerType.CIRCLE, id="points", source="points", paint=paint))
    m.add_tooltip("points", template="{{ name }} {{ facts }}")
