"""A map in words: which features where, with counts, distance and direction; never that it is a map."""

from courseutils._atlas.conventions import NEUTRAL
from courseutils._atlas.scene import towns_of
from courseutils._atlas.table import base_records, in_words, readable

_POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_MOST = 15
_LONGEST = 80


def words(m) -> str:
    """Title, what was added and where, the base map in a sentence, whose lines it follows."""
    added = [_layer_sentence(layer, m) for layer in m.layers]
    return " ".join([_closed(m.title), *added, _base_sentence(m), m.stamp, NEUTRAL, *dated(m)])


def dated(m) -> list[str]:
    """What else a map must say: the dates of zones and posts of 2008, that zones are approximate, Crimea."""
    layers = [layer for layer in m.layers if layer.style in ("post", "area")]
    if m.area.name == "world":
        return ["Crimea is drawn in Ukraine, following resolution 68/262 of the UN General Assembly."]
    if any(_of_2008(layer, m.title) for layer in layers):
        return ["Buffer zones and posts of 2008: August to 8 October 2008, approximate."]
    rough = any("approximate" in layer.data.columns and layer.data["approximate"].any() for layer in layers)
    return ["The zones are approximate."] if rough else []


def _of_2008(layer, title) -> bool:
    if "established_on" in layer.data.columns:
        return layer.data["established_on"].astype(str).str.startswith("2008").any()
    return "2008" in layer.name or "2008" in title


def _closed(text: str) -> str:
    return text if text[-1] in ".?!" else text + "."


def _base_sentence(m) -> str:
    records = base_records(m)
    regions = [r["name"] for r in records if r["kind"] == "region"]
    towns = [r["name"] for r in records if r["kind"] != "region"]
    parts = [f"{m.area.title}, {_and(regions)} marked off ({m.viewpoint.region_note})" if regions else m.area.title]
    if towns:
        parts.append(f"for orientation {_and(towns)}")
    return "; ".join(parts) + "."


def _and(names: list) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _layer_sentence(layer, m) -> str:
    named = [_feature(layer, number, m) for number in range(min(len(layer.data), _MOST))]
    more = f"; and {len(layer.data) - _MOST} more" if len(layer.data) > _MOST else ""
    return f"{layer.name} ({len(layer.data)}): {'; '.join(named)}{more}."


def _feature(layer, number, m) -> str:
    name, shape = layer.names[number], layer.data.geometry.iloc[number]
    if layer.style in ("post", "town"):
        where = _where(shape, m, name)
    else:
        where = "" if m.area.name == "world" else _size(shape)
    cells = {readable(c): in_words(layer.data[c].iloc[number]) for c in layer.columns}
    # Whole sentences stay in pop-up and table: an alternative text of many pages describes nothing.
    said = [where, *(f"{key} {text}" for key, text in cells.items() if text and len(text) <= _LONGEST)]
    facts = ", ".join(fact for fact in said if fact)
    if name == layer.name:
        return facts or name
    return f"{name} ({facts})" if facts else name


def _where(point, m, name) -> str:
    """Distance in whole kilometres and direction from the nearest other town of the base map."""
    from pyproj import Geod

    point = point.representative_point()
    towns = [t for t in towns_of(m.area) if t["name"] != name]
    if not towns:
        return f"{point.y:.1f}° N, {point.x:.1f}° E"
    geod = Geod(ellps="WGS84")
    ways = [(geod.inv(t["lon"], t["lat"], point.x, point.y), t["name"]) for t in towns]
    (azimuth, _, metres), town = min(ways, key=lambda way: way[0][2])
    return f"{metres / 1000:.0f} km {_POINTS[round(azimuth % 360 / 45) % 8]} of {town}"


def _size(shape) -> str:
    """Length or area on the ellipsoid, rounded to three figures."""
    from pyproj import Geod

    if shape.is_empty:
        return ""
    geod = Geod(ellps="WGS84")
    if shape.area:
        return f"{_three(abs(geod.geometry_area_perimeter(shape)[0]) / 1e6)} km²"
    return f"{_three(geod.geometry_length(shape) / 1000)} km long"


def _three(number: float) -> str:
    return f"{float(f'{number:.3g}'):,.4g}" if number < 1000 else f"{float(f'{number:.3g}'):,.0f}"
