"""Buffers, distances and areas on the WGS 84 ellipsoid, for shapes in degrees (EPSG:4326).

A buffer is drawn on a flat sheet laid on the shape itself (azimuthal equidistant projection), where
kilometres are kilometres. A wide shape is cut in pieces first, each with a sheet of its own: the buffer
of a whole is the union of the buffers of its parts.
"""

from functools import lru_cache, partial
from math import cos, hypot, pi, radians

EARTH_KM = 6371.0
CORNERS = 32  # per quarter circle: the 128 corners lie on the circle, the edges up to 0.03 % inside it
STEP_DEGREES, STEP_M = 0.02, 2000.0  # long edges get corners, so that they bend as they should
WIDEST_KM = 250.0  # half the width of one sheet; its error is then below 0.04 %


@lru_cache(maxsize=1)
def geod():
    """The WGS 84 ellipsoid as a calculator for geodesics (Karney 2013, in PROJ)."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


@lru_cache(maxsize=512)
def _sheet(lon: float, lat: float):
    """From degrees to the flat sheet in metres that touches the Earth at one point, and back."""
    from pyproj import Transformer

    # As a pipeline this takes 0.1 ms; Transformer.from_crs would look for datum shifts for 10 ms.
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=aeqd +lat_0={lat!r} +lon_0={lon!r} +ellps=WGS84"
    )


def _moved(shape, sheet, direction: str = "FORWARD"):
    import shapely

    return shapely.transform(shape, partial(sheet.transform, direction=direction), interleaved=False)


def _middle(shape) -> tuple[float, float]:
    west, south, east, north = shape.bounds
    return (west + east) / 2, (south + north) / 2


def _half_width_km(shape) -> float:
    west, south, east, north = shape.bounds
    wide = (east - west) * cos(radians(min(abs(south), abs(north), 80)))
    return hypot(wide, north - south) / 2 * EARTH_KM * pi / 180


def _halves(shape):
    from shapely import box

    west, south, east, north = shape.bounds
    lon, lat = _middle(shape)
    if east - west > north - south:
        cuts = box(west, south, lon, north), box(lon, south, east, north)
    else:
        cuts = box(west, south, east, lat), box(west, lat, east, north)
    return [part for part in (shape.intersection(cut) for cut in cuts) if not part.is_empty]


def buffer_shape(shape, km: float):
    """Buffer of one shape in degrees, ``km`` wide, in degrees again."""
    import shapely

    if shape is None or shape.is_empty:
        return None if shape is None else shapely.Polygon()
    if not shape.is_valid:
        shape = shapely.make_valid(shape)
    if _half_width_km(shape) > WIDEST_KM:
        return shapely.union_all([buffer_shape(half, km) for half in _halves(shape)])
    sheet = _sheet(*_middle(shape))
    ring = _moved(shape, sheet).buffer(km * 1000, quad_segs=CORNERS)
    return _moved(ring.segmentize(STEP_M), sheet, "INVERSE")


def error_percent(shapes, km: float) -> float:
    """Upper bound of the error of a buffer, in per cent of the radius, by formula.

    Two parts: the corners (a polygon of 128 corners has 0.04 % less area than its circle), and the
    sheet, which stretches by (r/R)^2/6 at r kilometres from its middle.
    """
    reach = max((min(_half_width_km(s), WIDEST_KM) for s in shapes if s is not None), default=0.0)
    stretch = ((reach + km) / EARTH_KM) ** 2 / 6 if reach else 0.0
    return round(100 * ((pi / (2 * CORNERS)) ** 2 / 6 + stretch), 3)


def point_to_shape_km(point, shape) -> float:
    """Kilometres from a point to the nearest point of a shape; 0 inside a polygon. Both in degrees."""
    from shapely import Point

    sheet = _sheet(point.x, point.y)  # distances from the middle of the sheet are true
    return Point(0, 0).distance(_moved(shape, sheet)) / 1000


def shape_to_shape_km(a, b) -> float:
    """Kilometres between the nearest points of two shapes in degrees."""
    import shapely

    if a.geom_type == "Point":
        return point_to_shape_km(a, b)
    if b.geom_type == "Point":
        return point_to_shape_km(b, a)
    sheet = _sheet(*_middle(shapely.union_all([a, b])))
    shortest = shapely.shortest_line(_moved(a, sheet), _moved(b, sheet))
    return geod().geometry_length(_moved(shortest, sheet, "INVERSE")) / 1000


def shape_area_km2(shape) -> float:
    """Square kilometres of a polygon in degrees; edges are straight in degrees."""
    import shapely

    oriented = shapely.orient_polygons(shape.segmentize(STEP_DEGREES))
    return abs(geod().geometry_area_perimeter(oriented)[0]) / 1e6
