"""The table behind ``buffer_error``: right and wrong ways to draw a circle of some kilometres."""

from math import cos, isfinite, nan, radians

from courseutils._measure import geodesy

MEASURES = ("north_south_km", "east_west_km", "area_km2", "radius_error_percent", "area_error_percent")
KM_PER_DEGREE = 111.32  # one degree of the equator

WAYS = (
    # method, CRS, units per kilometre (None: divided by the cosine of the latitude), what went wrong
    (
        "degrees, km / 111.32",
        "EPSG:4326",
        1 / KM_PER_DEGREE,
        "A degree of longitude is shorter than a degree of latitude here, so the circle is too narrow.",
    ),
    (
        "degrees, divided by cos(latitude)",
        "EPSG:4326",
        None,
        "Right from west to east, but now too tall: one number of degrees cannot fit both directions.",
    ),
    (
        "Web Mercator, EPSG:3857",
        "EPSG:3857",
        1000.0,
        "Its metres are true at the equator only. It looks round on the screen, so nothing warns you.",
    ),
    (
        "UTM 37N, EPSG:32637",
        "EPSG:32637",
        1000.0,
        "Made for 36 to 42 degrees east. {}",
    ),
    (
        "UTM 38N, EPSG:32638",
        "EPSG:32638",
        1000.0,
        "Made for 42 to 48 degrees east. {}",
    ),
)
INSIDE = "The place lies in that strip: the scale is right to 0.1 %, good enough for this course."
OUTSIDE = "The place lies outside that strip, where the scale drifts: here by little, farther off by more."
OUT_OF_REACH = "The place lies where this way of drawing breaks down: there is no circle to measure."
OURS = "Nothing: a flat sheet laid on the place itself. 128 corners make the area 0.04 % too small."


def table(points, km: float):
    """One row per way; ``points`` is a GeoSeries with one point in EPSG:4326."""
    import pandas as pd

    truth = _true_area(points.iloc[0], km)
    found = [_way(points, km, *way) for way in WAYS] + [_ours(points, km)]
    return pd.DataFrame([_row(one, points.iloc[0], km, truth) for one in found])


def _true_area(point, km: float) -> float:
    from shapely import Polygon

    n = 720
    lons, lats, _ = geodesy.geod().fwd([point.x] * n, [point.y] * n, [i * 360 / n for i in range(n)], [km * 1000] * n)
    return geodesy.shape_area_km2(Polygon(zip(lons, lats, strict=True)))


def _way(points, km: float, method: str, crs: str, unit: float | None, wrong: str):
    from geopandas import GeoSeries

    point = points.iloc[0]
    unit = unit or 1 / KM_PER_DEGREE / cos(radians(point.y))
    circle = points.to_crs(crs).iloc[0].buffer(km * unit, quad_segs=180)
    # In a series of its own: with pandas 2 the reprojected one may share its values with the points.
    ring = GeoSeries([circle], crs=crs).to_crs("EPSG:4326").iloc[0]
    return (
        (method, ring, wrong.format(_strip(crs, point.x))) if _is_round(ring, point) else (method, None, OUT_OF_REACH)
    )


def _is_round(ring, point) -> bool:
    """Whether there is a shape round the point, with true coordinates, from pole to pole at most."""
    south, north = ring.bounds[1::2] if not ring.is_empty else (nan, nan)
    return isfinite(sum(ring.bounds)) and -90 <= south <= north <= 90 and ring.contains(point)


def _strip(crs: str, lon: float) -> str:
    west = {"EPSG:32637": 36, "EPSG:32638": 42}.get(crs, lon)
    return INSIDE if west <= lon <= west + 6 else OUTSIDE


def _ours(points, km: float):
    return "buffer_km of this course", geodesy.buffer_shape(points.iloc[0], km), OURS


def _radius(point, ring, dx: int, dy: int) -> float:
    """Mean distance from the point to the ring in one direction and the opposite one, in km."""
    from shapely import LineString

    reach = 2 * max(ring.bounds[2] - ring.bounds[0], ring.bounds[3] - ring.bounds[1])
    both = LineString([(point.x - dx * reach, point.y - dy * reach), (point.x + dx * reach, point.y + dy * reach)])
    across = both.intersection(ring)
    (west, south), (east, north) = across.coords[0], across.coords[-1]
    ends = geodesy.geod().inv([point.x] * 2, [point.y] * 2, [west, east], [south, north])[2]
    return sum(ends) / 2000


def _row(way: tuple, point, km: float, truth: float) -> dict:
    method, ring, wrong = way
    if ring is None:
        return {"method": method, **dict.fromkeys(MEASURES, nan), "what_went_wrong": wrong}
    tall, wide = _radius(point, ring, 0, 1), _radius(point, ring, 1, 0)
    area = geodesy.shape_area_km2(ring)
    worst = max((tall - km) / km, (wide - km) / km, key=abs)
    of_area = 100 * (area - truth) / truth
    measures = (round(tall, 2), round(wide, 2), round(area, 1), round(100 * worst, 2) + 0.0, round(of_area, 2))
    return {"method": method, **dict(zip(MEASURES, measures, strict=True)), "what_went_wrong": wrong}
