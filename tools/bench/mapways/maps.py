"""The maps of the comparison, one of each kind that the lessons show, and what they hold as plain data.

The other ways get the very shapes, points and names that the kit's page holds: no way draws finer lines than another.
"""

import datetime as dt
import itertools

from courseutils import Map, buffer_km, load_events, load_layer, load_places, load_table
from courseutils._atlas.moments import timed
from courseutils._atlas.webscene import spec_of
from courseutils._atlas.webtime import _collection, control_spec


def base() -> Map:
    """The first map of the course: Georgia, its regions and neighbours, three cities."""
    return Map("Georgia and its neighbours").add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Three cities")


def versions() -> Map:
    """Two files that draw the same line differently."""
    other = load_layer("south_ossetia_natural_earth")
    m = Map("South Ossetia in two files", area="shida_kartli")
    return m.add(other, name="Natural Earth", labels=False)


def buffer() -> Map:
    """A circle of 15 km on the ellipsoid, a zone, and the posts of 2008."""
    zones = load_layer("zones_2008")
    zone, places = load_table("buffer_zone"), load_places(admin="Shida Kartli")
    posts = places[places["place_id"].isin(zone[zone["kind"] == "post"]["place_id"])]
    m = Map("The circle of 1992 and the posts of 2008, approximate", area=(41.4, 41.8, 44.7, 43.0))
    m.add(buffer_km("Tskhinvali", 15), name="15 km from Tskhinvali", labels=False)
    m.add(zones[zones["item_id"] == "security-zone-1994"], name="Security zone 1994", labels=False)
    return m.add(posts, name="Russian posts, approximate")


def days() -> Map:
    """Events and posts from August to October 2008, with a control for the day."""
    zones, events = load_layer("zones_2008"), load_events("2008-08-01", "2008-10-15")
    war = events["phase"].isin(["escalation", "war"])
    m = Map("From 1 August to 9 October 2008, day by day", days=["2008-08-08", "2008-10-09"])
    for part, name in ((events[war], "Up to and in the war"), (events[~war], "After the ceasefire")):
        m.add(part, name=name, label="place", columns=["event", "versions"], start="date", end="until")
    posts = zones[zones["removed_on"] <= "2008-10-08"]
    return m.add(posts, name="Russian posts", labels=False, start="established_on", end="removed_on")


def world() -> Map:
    """Who recognises Abkhazia, with a control for the day."""
    rows, states = load_table("recognitions"), load_layer("world")[["iso3", "name", "geometry"]]
    abkhazia = rows[(rows["territory"] == "Abkhazia") & rows["un_member"]]
    found = states.merge(abkhazia[["iso3", "date_recognised", "date_withdrawn"]], on="iso3")
    m = Map("UN members that recognise Abkhazia", area="world", days=["2008-10-15", "2026-02-24"])
    return m.add(found, name="Recognise Abkhazia", start="date_recognised", end="date_withdrawn")


MAPS = {"base map": base, "two versions": versions, "buffer map": buffer, "map in time": days, "world map": world}


def data(name: str) -> dict:
    """Everything that the kit's page of a map draws, in degrees, for the other ways.

    Shapes that look alike and follow each other are one layer, as anybody would draw them.
    """
    m = MAPS[name]()
    spec = spec_of(m)
    items = [item | span for item, span in _items(m, spec)]
    (south, west), (north, east) = spec["bounds"]
    control = control_spec(m) if timed(m) else None
    return {
        "map": name,
        "title": m.title,
        "bounds": [west, south, east, north],
        "layers": _layers([_shape(item, spec["unit"]) for item in items if "at" not in item]),
        "points": [_point(item) for item in items if "at" in item],
        "labels": [{"text": " ".join(x["lines"]), "at": x["at"][::-1]} for x in spec["labels"] if "when" not in x],
        "days": [_iso(day) for day in control["stops"]] if control else [],
    }


def _items(m: Map, spec: dict) -> list[tuple[dict, dict]]:
    lasting: list = [(item, {}) for item in [*spec["shapes"], *spec["points"]]]
    passing = [item for layer in timed(m) for item in _collection(m, layer)["features"] if item]
    return lasting + [(item, {"start": _iso(item["start"]), "end": _iso(item["end"])}) for item in passing]


def _layers(shapes: list[tuple[dict, dict]]) -> list[dict]:
    grouped = itertools.groupby(shapes, key=lambda pair: (pair[1], "start" in pair[0]["properties"]))
    return [{"look": look, "features": [feature for feature, _ in pairs]} for (look, _), pairs in grouped]


def _iso(day: int) -> str:
    return min(dt.date.fromordinal(day), dt.date(2030, 1, 1)).isoformat()


def _steps(steps: list[int], unit: int) -> list[list[float]]:
    lat = lon = 0
    out = []
    for north, east in zip(steps[::2], steps[1::2], strict=True):
        lat, lon = lat + north, lon + east
        out.append([lon / unit, lat / unit])
    return out


def _turned(ring: list[list[float]], outer: bool) -> list[list[float]]:
    """A closed ring that runs as GeoJSON wants it: an outer one against the clock, a hole with it."""
    ring = [*ring, ring[0]]
    against = sum(x * v - u * y for (x, y), (u, v) in itertools.pairwise(ring)) > 0
    return ring if against == outer else ring[::-1]


def _shape(item: dict, unit: int) -> tuple[dict, dict]:
    """A GeoJSON feature, and how it looks."""
    style = item["style"]
    if "area" in item:
        polygons = [[_steps(ring, unit) for ring in polygon] for polygon in item["area"]]
        rings = [[_turned(ring, n == 0) for n, ring in enumerate(polygon)] for polygon in polygons]
        geometry: dict = {"type": "MultiPolygon", "coordinates": rings}
    else:
        geometry = {"type": "MultiLineString", "coordinates": [_steps(line, unit) for line in item["line"]]}
    look = {
        "area": "area" in item,
        "fill": style["fillColor"] if "area" in item else None,
        "opacity": style.get("fillOpacity", 0.0),
        "stroke": style.get("color") if style.get("stroke", True) else None,
        "width": style.get("weight", 0),
        "dash": [int(part) for part in style.get("dashArray", "").split()],
    }
    properties = {"name": item.get("feature", {}).get("name", "")} | _span(item)
    return {"type": "Feature", "geometry": geometry, "properties": properties}, look


def _point(item: dict) -> dict:
    mark = item["mark"]
    look = {"fill": mark["fill"], "stroke": mark["stroke"], "radius": 4.5 if mark["small"] else 6.5}
    facts = "; ".join(": ".join(fact[:2]) for fact in item["feature"]["facts"])
    return {"at": item["at"][::-1], "name": item["feature"]["name"], "facts": facts, **look, **_span(item)}


def _span(item: dict) -> dict:
    return {key: item[key] for key in ("start", "end") if key in item}
