"""The base map of an area as geometry: land, regions, lines, towns. Static and web map draw the same one."""

from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Any

from courseutils._atlas.areas import AREAS, DATA_FRAME, LAEA, Area, Word

REGIONS = ("abkhazia", "south_ossetia")
_TOUCH_M = 60  # two outlines nearer than this are one line


@dataclass(frozen=True)
class Scene:
    """Geometry of one area in the area's CRS, cut to ``window`` (west, south, east, north there)."""

    area: Area
    window: tuple
    frame: Any
    land: dict
    lines: dict


@cache
def transformer(crs: str, back: bool = False):
    """Function from longitude, latitude to the map's x, y; ``back`` for the other way round."""
    from pyproj import Transformer

    source, target = (crs, 4326) if back else (4326, crs)
    return Transformer.from_crs(source, target, always_xy=True).transform


def window_of(area: Area) -> tuple:
    """The area's bounds as a rectangle in the area's CRS: xmin, ymin, xmax, ymax in metres."""
    west, south, east, north = area.bounds
    middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
    to_map = transformer(area.crs)
    room = 1.02 if area.name == "world" else 1  # for the dots of small states near 180 degrees
    return (
        room * to_map(west, middle_lat)[0],
        to_map(middle_lon, south)[1],
        room * to_map(east, middle_lat)[0],
        to_map(middle_lon, north)[1],
    )


@cache
def scene_of(area: Area, detail: int = 2400, wide: bool = False) -> Scene:
    """The base map of ``area``, simplified to the window's width over ``detail`` (metres).

    ``wide`` adds land on all sides, for a web map that is wider than the area and can be moved.
    """
    window = window_of(area)
    tolerance = (window[2] - window[0]) / detail
    if area.crs != LAEA:  # states are drawn whole, and a narrow page shows more of them than the area: so is the sea
        return Scene(area, window, _curved(AREAS["world"].bounds, area.crs), *_world(area, tolerance))
    frame = _frame(area, window, wide)
    land = _land(area, frame, tolerance)
    return Scene(area, window, frame, land, _lines(land, frame))


def _frame(area: Area, window, wide: bool):
    """What is drawn: the window and some land around it, as far as the data reach."""
    from shapely import box

    x, y = window[2] - window[0], window[3] - window[1]
    across, up = (max(0.2 * x, 1.2 * y - 0.4 * x), 0.2 * y) if wide else (0.04 * x, 0.04 * x)
    grown = box(window[0] - across, window[1] - up, window[2] + across, window[3] + up)
    if area.name == "locator":
        return grown
    return grown & _curved(DATA_FRAME, area.crs)


def _curved(bounds, crs):
    """A frame of meridians and parallels (degrees), in the map's CRS, where its sides are curves."""
    from shapely import box, segmentize

    step = (bounds[2] - bounds[0]) / 90
    return _projected(segmentize(box(*bounds), step), crs)


def _projected(shapes, crs):
    """Geometry in degrees, brought to ``crs``. By shapely: the first map does not wait for geopandas and pandas."""
    import shapely

    return shapely.transform(shapes, transformer(crs), interleaved=False)


def _layer(name: str, crs) -> tuple[list[str], Any]:
    """Names and shapes of a bundled layer, in ``crs``."""
    from shapely.geometry import shape

    from courseutils.layers import layer_features

    features = layer_features(name)
    names = [feature["properties"]["name"] for feature in features]
    return names, _projected([shape(feature["geometry"]) for feature in features], crs)


def _land(area: Area, frame, tolerance: float) -> dict:
    """Polygons with shared edges: the neighbours by name, both regions, the rest of Georgia."""
    import shapely

    around = "world" if area.name == "locator" else "neighbours"
    parts = {f"neighbour:{n}": g for n, g in _shapes(around, area.crs, frame) if n != "Georgia"}
    regions = {r: _one(r, area.crs, frame) for r in REGIONS}
    parts["georgia"] = _one("georgia", area.crs, frame) - shapely.union_all(list(regions.values()))
    parts |= regions
    parts = {name: _polygons(shape) for name, shape in parts.items()}
    simple = shapely.coverage_simplify(list(parts.values()), tolerance)
    return {name: shape for name, shape in zip(parts, simple, strict=True) if not shape.is_empty}


def _polygons(shape):
    """The areas of a geometry; the lines and points that a cut leaves behind are dropped."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([p for p in parts if p.geom_type == "Polygon" and p.area > 0])


def _shapes(layer: str, crs, frame):
    import shapely

    names, shapes = _layer(layer, crs)
    # Of the world only what comes near the frame is made valid: that alone takes longer than all the rest.
    near = shapely.intersects(shapely.box(*shapely.bounds(shapes).T), frame)
    found = compress(zip(names, shapes, strict=True), near)
    cuts = [(name, shapely.make_valid(shape) & frame) for name, shape in found]
    return [(name, cut) for name, cut in cuts if not cut.is_empty]


def _one(layer: str, crs, frame):
    import shapely

    return shapely.union_all([shape for _, shape in _shapes(layer, crs, frame)])


def _joined(shapes):
    """Areas as one; of nothing an empty area, which unlike an empty collection has a boundary."""
    import shapely

    whole = shapely.union_all(shapes)
    return shapely.MultiPolygon() if whole.is_empty else whole


def _lines(land: dict, frame) -> dict:
    """Coast, borders and boundary lines, taken from the edges that two pieces of land share."""
    import shapely

    others = _joined([g for n, g in land.items() if n.startswith("neighbour:")])
    regions = _joined([land[r] for r in REGIONS if r in land])
    georgia = _joined([land.get("georgia", shapely.Polygon()), regions])
    near_others, near_regions = others.buffer(_TOUCH_M), regions.buffer(_TOUCH_M)
    edge = frame.boundary.buffer(max(_TOUCH_M, 0.01 * (frame.bounds[2] - frame.bounds[0])))
    outline = georgia.boundary - edge
    border = outline & near_others
    foreign = shapely.union_all([g.boundary for n, g in land.items() if n.startswith("neighbour:")]) - edge
    coast = _joined([georgia, others]).boundary - edge
    return {
        "coast": _merged(coast),
        "foreign_border": _merged(foreign - coast.buffer(_TOUCH_M) - georgia.buffer(_TOUCH_M)),
        "state_border": _merged(border - near_regions),
        "region_outer": _merged(border & near_regions),
        "boundary_line": _merged((regions.boundary - edge) - georgia.boundary.buffer(_TOUCH_M)),
    }


def _merged(lines):
    """One multi-line from the line parts of a geometry (points left by an intersection are dropped)."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts(lines))
    kept = [p for p in parts if p.geom_type in ("LineString", "LinearRing")]
    return shapely.line_merge(shapely.union_all(kept)) if kept else shapely.MultiLineString()


def _world(area: Area, tolerance: float) -> tuple:
    """Countries of the world; Georgia apart, so that it can be drawn as on the other maps."""
    import shapely

    names, shapes = _layer("world", area.crs)
    shapes = shapely.simplify(shapely.make_valid(shapes), tolerance)
    land = {
        ("georgia" if name == "Georgia" else f"neighbour:{name}"): shape
        for name, shape in zip(names, shapes, strict=True)
    }
    borders = shapely.union_all(shapely.boundary(shapes))
    return land, {"foreign_border": borders, "state_border": land["georgia"].boundary}


def region_spots(area: Area) -> dict:
    """Where each region's name stands: lon, lat, turn in degrees; regions out of the window are left out."""
    if area.placed:
        return {region: spot for region, spot in area.regions.items() if spot}
    if area.crs != LAEA:  # a world map does not draw them apart
        return {}
    return {r: (*spot, 0) for r in REGIONS if (spot := _middle(area, scene_of(area).land.get(r)))}


def words_of(area: Area) -> list[Word]:
    """The words that stand on the map: placed by hand, else in the middle of what the window shows."""
    if area.placed or area.crs != LAEA:
        return list(area.words)
    found = [(name, _middle(area, shape)) for name, shape in scene_of(area).land.items() if name not in REGIONS]
    return [
        Word(name.removeprefix("neighbour:").upper(), spot[0], spot[1], "state" if name == "georgia" else "country")
        for name, spot in found
        if spot
    ]


def _middle(area: Area, shape):
    """Longitude and latitude of the middle of the visible part of ``shape``; None if that part is small."""
    from shapely import box, maximum_inscribed_circle

    x0, y0, x1, y1 = scene_of(area).window
    window = box(x0, y0, x1, y1)
    inset = box(x1 - 0.24 * (x1 - x0), y1 - 0.15 * (x1 - x0), x1, y1)
    seen = None if shape is None else shape & window - inset
    if seen is None or seen.area < 0.025 * window.area:
        return None
    spot = maximum_inscribed_circle(seen, tolerance=1000).coords[0]
    return transformer(area.crs, back=True)(*spot)
