"""Kilometres on the ellipsoid: buffers, distances and areas, with the error stated.

A degree of longitude is 83 km long in Tbilisi and 111 km at the equator, and Web Mercator stretches
Georgia by a third: so nothing here is computed in degrees or in Web Mercator.
Source of the method: C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013), as built
into PROJ; azimuthal equidistant projection, PROJ ``aeqd``.
"""

from courseutils._measure import geodesy, shapes


def buffer_km(what, km, crs=None):
    """Everything within ``km`` kilometres of a place, point, line or polygon.

    ``what``: a place name or a list of names, a ``place(...)``, a shapely shape (then say ``crs=``), a
    GeoSeries or a GeoDataFrame in any CRS. ``km``: the width in kilometres, 0.5 to 500. You get back what
    you gave, in the same CRS: a shapely polygon for a shapely shape, a GeoSeries for a GeoSeries, a
    GeoDataFrame (all columns kept, one buffer per row) for a GeoDataFrame. Places give a GeoDataFrame in
    EPSG:4326, one row each, with the columns name, km, geometry. A polygon keeps its inside.

    Corners lie within 0.1 % of the width, on the ellipsoid, and so does the area (to 60 km);
    tables say their bound in ``.attrs["error_percent"]``. How well the place itself is known is
    another matter: see ``accuracy_m`` in ``load_places()``.

    Raises ValueError without a CRS, with an unknown one, for coordinates that cannot be degrees, and
    for a width that is negative, zero, not a number, in degrees (15/111.32) or in metres (15000).
    Raises PlaceError for an unknown place, with the nearest names.

    >>> from courseutils import area_km2, buffer_km
    >>> circle = buffer_km("Tskhinvali", 15)
    >>> print(round(area_km2(circle)), "square km, error at most", circle.attrs["error_percent"], "%")
    707 square km, error at most 0.04 %
    """
    width = shapes.checked_km(km)
    given = shapes.series(what, crs)
    degrees = shapes.in_degrees(given)
    shapes.check_room(degrees, width)
    rings = _rings(degrees, width).to_crs(given.crs)
    return _stated(_like(what, rings, width), geodesy.error_percent(degrees, width))


def _rings(degrees, km: float):
    import geopandas as gpd

    found = [geodesy.buffer_shape(shape, km) for shape in degrees]
    return gpd.GeoSeries(found, index=degrees.index, crs="EPSG:4326")


def _like(what, rings, km: float):
    import geopandas as gpd

    if spots := shapes.places_in(what):
        names = [spot.name for spot in spots]
        return gpd.GeoDataFrame({"name": names, "km": km}, geometry=rings.values, crs=rings.crs)
    if isinstance(what, gpd.GeoDataFrame):
        return what.set_geometry(rings.rename(what.geometry.name))
    return rings.rename(what.name) if isinstance(what, gpd.GeoSeries) else rings.iloc[0]


def _stated(result, error: float):
    if hasattr(result, "attrs"):
        result.attrs["error_percent"] = error
    return result


def distance_km(a, b, crs=None):
    """Kilometres between the nearest points of ``a`` and ``b``, along the ellipsoid (WGS 84).

    Each of the two is a place name, a ``place(...)``, a list of these, a shapely shape in the CRS
    ``crs=``, a GeoSeries or a GeoDataFrame. Between two points it is the geodesic; to a line or polygon
    it runs to the nearest point (0 inside a polygon). Several rows in ``b`` count as one: the nearest wins.
    Gives one number, or, if ``a`` is a list or a table, a pandas Series with one number per row.

    Raises ValueError as ``buffer_km`` does. Error below 0.1 %; the places themselves are known to 0.3-3 km.

    >>> from courseutils import distance_km
    >>> round(distance_km("Tskhinvali", "Gori"), 1)
    29.4
    """
    target = shapes.in_degrees(shapes.series(b, crs)).union_all()
    starts = shapes.in_degrees(shapes.series(a, crs))
    if hasattr(b, "crs") and b.empty:
        raise ValueError(shapes.NO_ROW)
    if target.is_empty or starts.is_empty.any() or starts.isna().any():
        raise ValueError("One of the two has no points in it, so there is no distance to measure.")
    each = starts.apply(geodesy.shape_to_shape_km, b=target)
    return each.rename("km") if hasattr(a, "crs") or isinstance(a, list) else float(each.iloc[0])


def area_km2(what, crs=None):
    """Square kilometres on the ellipsoid (WGS 84) that a polygon, or all rows of a table together, cover.

    ``what``: a shapely polygon with ``crs=``, a GeoSeries or a GeoDataFrame in any CRS. Ground that two
    rows share counts once. Raises ValueError without a CRS, and for points and lines, which have no area.

    >>> from courseutils import area_km2, load_layer
    >>> 3800 < area_km2(load_layer("south_ossetia")) < 3900
    True
    """
    given = shapes.in_degrees(shapes.series(what, crs))
    areas = given.geom_type.isin(["Polygon", "MultiPolygon"])
    if areas.any() and not areas[given.notna()].all():
        raise ValueError("One of the rows is a point or a line, which has no area. Measure the areas without it.")
    whole = given.make_valid().union_all()
    if not whole.is_empty and "Polygon" not in whole.geom_type:
        raise ValueError("A point or a line has no area. Draw a buffer_km(...) round it first.")
    return geodesy.shape_area_km2(whole)


def buffer_error(where, km, crs=None):
    """Five ways to draw a circle of ``km`` kilometres, and ours, measured on the ellipsoid.

    ``where``: a place name, a ``place(...)``, or a shapely Point with ``crs=``. Returns a DataFrame, one
    row per way: method, north_south_km and east_west_km (mean radius), area_km2, radius_error_percent (the
    worse of the two), area_error_percent, and what_went_wrong in plain words. Errors are against the
    geodesic circle; where a way breaks down, far from its strip or near a pole, its row says so and has no
    numbers. Raises ValueError as ``buffer_km`` does, and for anything but one point.

    >>> from courseutils import buffer_error
    >>> table = buffer_error("Tskhinvali", 15).set_index("method")
    >>> print(table.loc["Web Mercator, EPSG:3857", "north_south_km"].round(1))
    11.1
    """
    from courseutils._measure.error import table

    width = shapes.checked_km(km)
    points = shapes.in_degrees(shapes.series(where, crs))
    if len(points) != 1 or points.iloc[0].geom_type != "Point":
        raise ValueError("buffer_error compares circles round one point: give a place name or one Point.")
    shapes.check_room(points, width)
    return table(points, width)
