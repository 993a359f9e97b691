"""Points along a line, so that two lines can be compared all the way and not only at villages."""

from courseutils._measure import geodesy, shapes

LEAST_KM = 0.1


def points_along(line, every_km=1, crs=None):
    """Points on a line, one every ``every_km`` kilometres from its start, measured on the ellipsoid (WGS 84).

    ``line``: a GeoDataFrame, a GeoSeries or (with ``crs=``) a shapely line; each line in it begins anew. You
    get a GeoDataFrame in EPSG:4326 with the columns ``km_along`` (kilometres from the start) and geometry.
    Raises ValueError for points and areas, without a CRS, and for a step below 0.1 km or longer than the line.

    >>> from courseutils import load_layer, points_along
    >>> lines = load_layer("boundary_lines")
    >>> len(points_along(lines[lines["region"] == "Abkhazia"], every_km=1))
    148
    """
    import pandas as pd

    step = _step(every_km)
    parts = [_sampled(shape, step) for shape in _lines(shapes.in_degrees(shapes.series(line, crs)))]
    return pd.concat(parts, ignore_index=True)


def _step(every_km) -> float:
    if not shapes.is_number(every_km) or not float(every_km) >= LEAST_KM:
        given = shapes.in_short(every_km)
        raise ValueError(f"every_km must be a number of kilometres, {LEAST_KM} or more; got {given}.")
    return float(every_km)


def _lines(degrees) -> list:
    if degrees.empty:
        raise ValueError(shapes.NO_ROW)
    if not set(degrees.geom_type) <= {"LineString", "LinearRing", "MultiLineString"}:
        raise ValueError("Points can be set along lines only. The line round an area is its .boundary.")
    return list(degrees.line_merge().explode(ignore_index=True))


def _sampled(shape, step: float):
    import geopandas as gpd
    import numpy as np

    lon, lat = np.array(shape.coords).T[:2]
    along = np.append(0, np.cumsum(geodesy.geod().line_lengths(lon, lat))) / 1000
    if step > along[-1]:
        raise ValueError(f"The line is only {along[-1]:.1f} km long, shorter than one step of {step:g} km.")
    km = np.arange(0, along[-1], step)
    points = gpd.points_from_xy(np.interp(km, along, lon), np.interp(km, along, lat))
    return gpd.GeoDataFrame({"km_along": km}, geometry=points, crs="EPSG:4326")
