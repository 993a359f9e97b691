"""One coverage of Georgia, the two regions and the neighbours, cut from OpenStreetMap data.

Every piece is a face of one planar partition, simplified and rounded together, so that two
neighbouring pieces share each vertex of their common edge and a union leaves neither gap nor sliver.
"""

import csv
import json
from pathlib import Path

import shapely
from shapely import LineString, MultiPolygon, Polygon, box
from shapely.geometry import shape

WINDOW = box(38.5, 40.2, 47.5, 44.6)
MARGIN = box(38, 39.5, 48, 45.2)  # cut generously first: the faulty rings of the source lie outside WINDOW
NEIGHBOURS = {"RUS": "Russia", "TUR": "Türkiye", "ARM": "Armenia", "AZE": "Azerbaijan"}
REGIONS = ("Abkhazia", "South Ossetia")
BOUNDARY_LINE, OUTLINE, ELSEWHERE = 0.001, 0.004, 0.01  # degrees; 0.001 is 80 to 110 m
LAKE = 0.02  # square degrees, about 180 km2: smaller waters between countries go to one of them
ISLET = 0.002  # square degrees, about 20 km2: smaller separate scraps are dropped
INLET = 0.012  # degrees: bays with a mouth of less than twice this are filled
SCRAP = 1e-5  # square degrees, about 0.1 km2: too small to be a bay
REACH = 0.01  # degrees: how far the open ends of a line are drawn on to meet the outline


def polygons(geometry) -> list:
    """The polygons of any geometry as a list."""
    return [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon"]


def _clipped(feature: dict):
    near = [p for p in polygons(shape(feature["geometry"])) if box(*p.bounds).intersects(MARGIN)]
    cut = shapely.clip_by_rect(MultiPolygon(near), *MARGIN.bounds)
    return shapely.make_valid(cut, method="structure", keep_collapsed=False)


def filled(geometry, others: list):
    """A country without holes for lakes and rivers; a hole in which another country lies stays."""
    points = [p.representative_point() for other in others for p in polygons(other)]

    def whole(polygon):
        holes = [r for r in polygon.interiors if any(Polygon(r).contains(point) for point in points)]
        return Polygon(polygon.exterior, holes)

    return shapely.union_all([whole(p) for p in polygons(geometry)])


def countries(source: Path) -> dict:
    """ISO3 code -> polygon of Georgia and its neighbours from countries-land-250m, waters inside filled."""
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    wanted = {"GEO", *NEIGHBOURS}
    raw = {f["properties"]["A3"]: _clipped(f) for f in features if f["properties"]["A3"] in wanted}
    return {code: filled(raw[code], [g for c, g in raw.items() if c != code]) for code in raw}


def inlets(land) -> list:
    """Narrow bays and lagoons open to the sea, such as the lake of Paliastomi: what closing the land adds to it."""
    closing = [Polygon(p.exterior) for p in polygons(land.buffer(INLET).buffer(-INLET))]
    return [p for p in polygons(shapely.union_all(closing).difference(land)) if p.area > SCRAP]


def south_ossetia_line(source: Path) -> LineString:
    """The administrative boundary line of South Ossetia from the committed table, in ring order."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["segment"] == "georgia"]
    return LineString([(float(row["lon"]), float(row["lat"])) for row in rows])


def abkhazia_line(moscow: list, tbilisi: list):
    """The administrative boundary line of Abkhazia: where the zone of Moscow time ends inside that of Tbilisi."""
    zone = shapely.union_all(tbilisi)
    near = [shapely.clip_by_rect(p, *MARGIN.bounds) for p in moscow if p.intersects(zone)]
    edge = shapely.union_all([p.boundary for p in near])
    return shapely.line_merge(edge.intersection(zone).difference(zone.boundary))


def on_land(line, land):
    """The longest part of a line within about 500 m of land."""
    parts = shapely.get_parts(line.intersection(filled(land, []).buffer(0.005)))
    return max(parts, key=lambda part: part.length)


def extended(line: LineString, reach: float = REACH) -> LineString:
    """The line with both end segments drawn on by ``reach`` degrees."""
    points = list(line.coords)
    return LineString([_beyond(points[1], points[0], reach), *points, _beyond(points[-2], points[-1], reach)])


def _beyond(before: tuple, end: tuple, reach: float) -> tuple:
    dx, dy = end[0] - before[0], end[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5
    return end[0] + dx / length * reach, end[1] + dy / length * reach


def closed(line: LineString, outline, reach: float = REACH):
    """What the line, drawn on to the outline, cuts off: every face of the outline but the largest."""
    faces = polygons(shapely.polygonize([shapely.union_all([outline.boundary, extended(line, reach)])]))
    inside = sorted((f for f in faces if outline.contains(f.representative_point())), key=lambda f: f.area)
    return shapely.union_all(inside[:-1])


def partition(states: dict, lines: dict) -> dict:
    """Name -> polygon of the coverage: the two regions, the rest of Georgia, the neighbours inside WINDOW."""
    bays = inlets(shapely.union_all(list(states.values())))
    outline = max(polygons(states["GEO"]), key=lambda p: p.area)
    outline = shapely.union_all([outline, *(b for b in bays if b.intersection(outline).length > b.length / 2)])
    pieces = {name: closed(line, outline) for name, line in lines.items()}
    pieces["rest"] = outline.difference(shapely.union_all(list(pieces.values())))
    for code in NEIGHBOURS:
        pieces[code] = states[code].difference(outline)
    return _noded(pieces)


def _noded(pieces: dict) -> dict:
    """The same pieces, built anew from faces of their common linework and cut to WINDOW."""
    lines = shapely.union_all([p.boundary for p in pieces.values()] + [WINDOW.boundary], grid_size=1e-6)
    groups: dict = {name: [] for name in pieces}
    for face in polygons(shapely.polygonize([lines])):
        owner = _owner(face, pieces)
        if owner and WINDOW.contains(face.representative_point()):
            groups[owner].append(face)
    return {name: _without_islets(shapely.union_all(faces)) for name, faces in groups.items()}


def _owner(face, pieces: dict) -> str | None:
    """The piece a face lies in; a river or lake between pieces goes to the one with the longest shore."""
    point = face.representative_point()
    inside = next((name for name, piece in pieces.items() if piece.intersects(point)), None)
    if inside or face.area > LAKE:
        return inside
    edge = face.exterior.buffer(1e-5)
    return max(pieces, key=lambda name: pieces[name].boundary.intersection(edge).length)


def _without_islets(piece):
    parts = sorted(polygons(piece), key=lambda p: -p.area)
    return shapely.multipolygons([p for p in parts if p.area > ISLET]) if len(parts) > 1 else piece


def arcs(pieces: dict) -> list[tuple]:
    """The pieces' common linework as (line, names on either side), each line from node to node."""
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all([p.boundary for p in pieces.values()])))
    return [(line, _sides(line, pieces)) for line in lines]


def _sides(line: LineString, pieces: dict) -> set[str]:
    middle = shapely.line_interpolate_point(line, 0.5, normalized=True)
    return {name for name, piece in pieces.items() if piece.boundary.distance(middle) < 1e-9}


def tolerance(sides: set[str]) -> float:
    """Degrees to which a line may move: finest for the two boundary lines, coarsest far from Georgia."""
    georgian = len(sides & {*REGIONS, "rest"})
    return (ELSEWHERE, OUTLINE, BOUNDARY_LINE)[georgian]


def simplified(pieces: dict, decimals: int = 4) -> dict:
    """The coverage with every common line simplified once (Douglas-Peucker) and rounded to ``decimals``.

    Raises ValueError when the pieces do not fit together any more.
    """
    thin = [line.simplify(tolerance(sides)) for line, sides in arcs(pieces)]
    faces = polygons(shapely.polygonize([shapely.transform(line, lambda xy: xy.round(decimals)) for line in thin]))
    points = {face: face.representative_point() for face in faces}
    result = {
        name: shapely.normalize(shapely.coverage_union_all([f for f in faces if piece.contains(points[f])]))
        for name, piece in pieces.items()
    }
    if not shapely.coverage_is_valid(list(result.values())):
        raise ValueError("The simplified pieces do not fit together any more. Lower the tolerances.")
    return result


def boundary_line(pieces: dict, region: str):
    """The line between a region and the rest of Georgia, without the region's other edges, from west to east."""
    line = shapely.line_merge(shapely.shared_paths(pieces[region].boundary, pieces["rest"].boundary))
    line = shapely.line_merge(shapely.union_all(list(shapely.get_parts(line))))
    return line if line.coords[0] < line.coords[-1] else line.reverse()
