"""Shapes for web/atlas.js: whole steps of a part of a degree, a third of the room that GeoJSON takes."""

from courseutils._atlas.scene import transformer
from courseutils._atlas.weblegend import is_world

UNIT = 10_000  # coordinates are whole numbers of 1/10,000 degree, 11 m; a tenth of that for the world


def unit(m) -> int:
    """How many steps a degree has on this map."""
    return UNIT // 10 if is_world(m) else UNIT


def _rings(shape, crs, unit: int) -> list:
    """Lists of rings (areas: a list for each polygon) or of lines, each in whole steps of 1/unit degree.

    A ring is [lat, lon, then the step to the next point, ...]: a third of the room that GeoJSON takes.
    """
    import shapely

    if crs is not None:
        # A GeoSeries for each of 200 states would take 0.1 s.
        shape = shapely.transform(shape, transformer(crs, back=True), interleaved=False)
    parts = shapely.get_parts(shape)
    if shape.area:
        return [[_steps(ring, unit) for ring in (p.exterior, *p.interiors)] for p in parts if p.geom_type == "Polygon"]
    return [_steps(part, unit) for part in parts]


def _steps(ring, unit: int) -> list:
    import numpy as np
    import shapely

    points = np.rint(shapely.get_coordinates(ring)[:, ::-1] * unit).astype(int)
    steps = np.diff(points, axis=0, prepend=0 * points[:1])
    kept = np.any(steps != 0, axis=1)
    return steps[kept].ravel().tolist()


def shape_item(m, shape, style, feature=None, crs=None) -> dict | None:
    """An area or a line as web/atlas.js draws it; None if there is nothing to draw."""
    if shape is None or shape.is_empty:
        return None
    kind = "area" if shape.area else "line"
    return {kind: _rings(shape, crs, unit(m)), "style": style} | ({"feature": feature} if feature else {})
