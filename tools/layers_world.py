"""Countries of the world from Natural Earth's 1:50m TopoJSON, with ISO3 codes and symbols for small states."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import shapely
from layers_osm import polygons
from layers_write import feature
from pyproj import Geod
from shapely import MultiPolygon, Point, Polygon

TOLERANCE = 0.17  # degrees, in Visvalingam and Whyatt's measure: corners of less than about 20 km by 20 km go
DECIMALS = 2  # of a degree: 1 km, enough here
SMALL_KM2 = 4500  # a state whose largest piece is smaller than this gets a symbol
SCRAP, ISLAND, SHARE = 0.03, 0.25, 0.02  # islands are left out under SCRAP square degrees, and under ISLAND unless
# they are more than SHARE of the state's largest piece
SIACHEN = "Siachen Glacier"  # no code; left out it would be a hole
LEFT_OUT = {"ATA"}  # no state, and Web Mercator cannot draw it
TUVALU = Point(179.2, -8.52)  # Funafuti
CRIMEA = Point(34.1, 45.0)
NOTES = {
    "TUV": "The source leaves Tuvalu out: a placeholder of 5 km round Funafuti, no outline.",
    "XKX": "Status disputed: declared independence from Serbia in 2008.",
    "TWN": "Status disputed; not a member of the United Nations.",
    "PSE": "Observer state at the United Nations.",
    "ESH": "Non-self-governing territory in the list of the United Nations; status disputed.",
    "FLK": "Sovereignty disputed between Argentina and the United Kingdom.",
    "UKR": "Crimea is drawn in Ukraine, following resolution 68/262 of the UN General Assembly; the source draws "
    "it in Russia.",
    "SOM": "Drawn with Somaliland, which the source draws apart.",
    "CYP": "Drawn with the northern part, which the source draws apart.",
}


def crosswalk(file: Path) -> list[dict]:
    """Rows world_atlas_name, iso_numeric, iso3, name."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _arcs(topology: dict) -> list[list[tuple]]:
    """Arcs in degrees: the file holds running sums of whole numbers, to be scaled and shifted."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        decoded.append(points)
    return decoded


def _ring(indices: list[int], arcs: list) -> list[tuple]:
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return [parts[0][0], *(point for part in parts for point in part[1:])]


def _shape(geometry: dict, arcs: list):
    many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    drawn = [_cut_at_180([_ring(ring, arcs) for ring in polygon]) for polygon in many]
    return shapely.union_all(drawn) if len(drawn) > 1 else drawn[0]


def _cut_at_180(rings: list):
    """The polygon of these rings; one that runs over the 180th meridian becomes two parts."""
    outer = rings[0]
    if all(abs(a[0] - b[0]) < 180 for a, b in pairwise(outer)):
        return Polygon(outer, rings[1:])
    turned = Polygon([(x + 360 if x < 0 else x, y) for x, y in outer])
    west = shapely.clip_by_rect(turned, 0, -90, 180, 90)
    east = shapely.clip_by_rect(turned, 180, -90, 360, 90)
    return shapely.union_all([west, shapely.transform(east, lambda xy: xy - [360, 0])])


def pieces(source: Path, rows: list[dict]) -> dict:
    """ISO3 (or the name, where there is none) -> full polygons; parts of one state joined, Crimea in Ukraine."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    keys = {row["world_atlas_name"]: row["iso3"] or row["name"] for row in rows}
    groups: dict = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        groups.setdefault(keys[geometry["properties"]["name"]], []).append(_shape(geometry, arcs))
    joined = {key: shapely.union_all(shapes) for key, shapes in groups.items() if key not in LEFT_OUT}
    return _crimea_in_ukraine(joined)


def _crimea_in_ukraine(states: dict) -> dict:
    russia = polygons(states["RUS"])
    crimea = next(p for p in russia if p.contains(CRIMEA))
    rest = MultiPolygon([p for p in russia if p is not crimea])
    return states | {"RUS": rest, "UKR": shapely.union_all([states["UKR"], crimea])}


def _chosen(states: dict, known: dict) -> dict:
    """All states, and of the other territories those large enough to be seen."""
    large = {key: s for key, s in states.items() if key in known or key == SIACHEN or largest_km2(s) > SMALL_KM2}
    return large | {"TUV": TUVALU.buffer(0.045, quad_segs=2)}


def simplified(states: dict) -> dict:
    """The states simplified as one coverage and rounded; islands that are scraps are left out."""
    kept = {key: _without_scraps(shape) for key, shape in states.items()}
    thin = shapely.coverage_simplify(list(kept.values()), TOLERANCE)
    rounded = shapely.transform(thin, lambda xy: xy.round(DECIMALS))
    return dict(zip(kept, rounded, strict=True))


def _without_scraps(shape):
    parts = sorted(polygons(shape), key=lambda p: -p.area)
    limit = max(SCRAP, min(ISLAND, SHARE * parts[0].area))
    return MultiPolygon([parts[0], *(p for p in parts[1:] if p.area > limit)])


def largest_km2(shape) -> float:
    """Area of the largest piece of a shape (EPSG:4326) in km2, on the ellipsoid."""
    largest = max(polygons(shape), key=lambda p: p.area)
    return abs(Geod(ellps="WGS84").geometry_area_perimeter(largest)[0]) / 1e6


def _feature(key: str, name: str, shape, state: dict) -> dict:
    point = max(polygons(shape), key=lambda p: p.area).representative_point()
    return feature(
        shape,
        name=name,
        iso3=None if key == SIACHEN else key,
        **state,
        lon=round(point.x, DECIMALS),
        lat=round(point.y, DECIMALS),
        note=NOTES.get(key),
    )


def world(source: Path, crosswalk_file: Path, states: list[dict]) -> list[dict]:
    """Features of the layer world, by name; ``states`` are the rows of the table states."""
    rows = crosswalk(crosswalk_file)
    known = {row["iso3"]: row["un_member"] for row in states if row["iso3"]}
    names = {row["iso3"] or row["name"]: row["name"] for row in rows}
    full = _chosen(pieces(source, rows), known)
    drawn = simplified(full)
    return [_feature(k, names[k], drawn[k], _state(k, full[k], known)) for k in sorted(drawn, key=names.__getitem__)]


def _state(key: str, shape, known: dict) -> dict:
    return {"un_member": known.get(key) == "true", "symbol": key in known and largest_km2(shape) < SMALL_KM2}
