"""What people hand to the buffer functions (names, places, shapes, tables), turned into shapes in degrees."""

from math import isfinite

from courseutils._measure import geodesy

LEAST_KM, MOST_KM = 0.5, 500.0

NO_CRS = (
    "This shape has no CRS. A CRS (coordinate reference system) says what its numbers mean: degrees of "
    "longitude and latitude, or metres in some projection. Without it, 15 km cannot be measured. "
)
SAY_CRS = "If the numbers are degrees, such as 43.97 and 42.23, write {}; if not, name the CRS they are in."
NO_ROW = "This table is empty: the condition matched no row. Compare its words letter by letter with the table."
KINDS = "Give a place name or a list of names, a shapely shape with crs=..., a GeoSeries or a GeoDataFrame."


def checked_km(km) -> float:
    """The radius as a float; ValueError in plain words when it is no length in kilometres."""
    if not is_number(km):
        how = 'Give the place first and then the kilometres, without quotation marks: buffer_km("Tskhinvali", 15)'
        raise ValueError(f"The width must be a number of kilometres; got {in_short(km)}. {how}.")
    km = float(km)
    if not isfinite(km):
        raise ValueError(f"The width is {km}: it is not a number of kilometres. Look where it was computed.")
    if km < 0:
        raise ValueError(f"The width is {km:g} km. A buffer grows outward, so give a positive number.")
    if km < LEAST_KM:
        raise ValueError(_too_small(km))
    if km > MOST_KM:
        raise ValueError(
            f"A buffer of {km:g} km would be wider than Georgia is long. The width is in kilometres: "
            f"for {km:g} metres write {km / 1000:g}."
        )
    return km


def is_number(value) -> bool:
    """One number, also of numpy; no text, no truth value, no column and no array."""
    return (
        hasattr(value, "__float__") and not isinstance(value, (str, bytes, bool)) and not getattr(value, "shape", None)
    )


def in_short(value) -> str:
    """A value as a message shows it: a column or an array by its type."""
    return f"a {type(value).__name__} of several values" if getattr(value, "shape", None) else repr(value)


def _too_small(km: float) -> str:
    if km == 0:
        return "A buffer of 0 km is no buffer. Give the width in kilometres, for example 15."
    return (
        f"The width {km:g} looks like degrees ({km:g} * 111.32 = {km * 111.32:.1f}). buffer_km wants kilometres, "
        f"not degrees. Widths below {LEAST_KM:g} km are refused: most places here are not known that well."
    )


def places_in(what) -> list:
    """The Places that a name, a Place, a row of ``load_places()`` or a list of these means; else empty."""
    from courseutils.places import named

    given = what if isinstance(what, list) else [what]
    if not all(isinstance(one, str) or isinstance(getattr(one, "lat", None), float) for one in given):
        return []
    return [named(one if isinstance(one, str) else one.place_id) for one in given]


def series(what, crs=None):
    """The shapes as a GeoSeries that has a CRS; raises ValueError in plain words if it cannot."""
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    if spots := places_in(what):
        return gpd.GeoSeries([spot.point for spot in spots], crs="EPSG:4326")
    if isinstance(what, gpd.GeoDataFrame):
        return _with_crs(what.geometry, crs)
    if isinstance(what, gpd.GeoSeries):
        return _with_crs(what, crs)
    if isinstance(what, BaseGeometry):
        if crs is None:
            raise ValueError(NO_CRS + SAY_CRS.format('crs="EPSG:4326" as well'))
        return gpd.GeoSeries([what], crs=_named(crs))
    raise ValueError(f"Cannot measure a {type(what).__name__}. {KINDS}{_hint(what)}")


def _hint(what) -> str:
    if isinstance(what, tuple) and any(isinstance(one, str) for one in what):
        return ' Write a list in square brackets, such as ["Gori", "Poti"].'
    if isinstance(what, tuple) and len(what) == 2:
        return " For two numbers, write Point(longitude, latitude), east first."
    return ""


def _with_crs(shapes, crs):
    if shapes.crs is None:
        if crs is not None:
            return shapes.set_crs(_named(crs))
        raise ValueError(NO_CRS + SAY_CRS.format('.set_crs("EPSG:4326")'))
    if crs is not None and shapes.crs != _named(crs):
        raise ValueError(
            f"The table says {shapes.crs.name}, but crs={crs!r} was given. Leave crs out, or change the table "
            f"with .to_crs(...)."
        )
    return shapes


def _named(crs):
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_user_input(crs)
    except CRSError:
        raise ValueError(f"There is no CRS called {crs!r}. Degrees are 'EPSG:4326'.") from None


def in_degrees(shapes):
    """A GeoSeries moved to degrees (EPSG:4326); long edges get corners first, so that they stay in place."""
    metres = shapes.crs.axis_info[0].unit_conversion_factor
    step = geodesy.STEP_DEGREES if shapes.crs.is_geographic else geodesy.STEP_M / metres
    if shapes.empty:
        return shapes.to_crs("EPSG:4326")
    flat = shapes.force_2d()
    moved = flat.segmentize(step).to_crs("EPSG:4326")
    check_degrees(moved, flat)
    return moved


def check_degrees(moved, given) -> None:
    """Raise ValueError where shapes that were moved to EPSG:4326 hold no degrees; ``given``: as they were before."""
    import shapely

    west, south, east, north = shapely.total_bounds(moved.values)
    if east > 180 or west < -180 or north > 90 or south < -90 or not _all_finite(given):
        raise ValueError(
            f"{west:g}, {south:g} to {east:g}, {north:g} is no longitude and latitude. Are the numbers metres? "
            "Then the CRS is another one than degrees; ask who made the data."
        )


def _all_finite(shapes) -> bool:
    import numpy as np
    import shapely

    return bool(np.isfinite(shapely.get_coordinates(shapes.dropna().values)).all())


def check_room(shapes, km: float) -> None:
    """Raise ValueError where a buffer would cross the date line or a pole."""
    from math import cos, radians

    if shapes.empty:
        return
    west, south, east, north = shapes.total_bounds
    high = max(abs(south), abs(north)) + km / 110
    if high < 89 and max(abs(west), abs(east)) + km / (110 * cos(radians(high))) < 180:
        return
    if west == west:  # not NaN: there is at least one shape
        raise ValueError("This buffer would cross the date line or a pole, where this helper cannot draw it.")
