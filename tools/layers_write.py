"""Write GeoJSON byte for byte the same on every run: order, digits, ring direction and spacing are fixed."""

import json
from pathlib import Path

import shapely
from shapely.geometry import mapping

DECIMALS = 4  # of a degree: about 11 m


def feature(geometry, **columns) -> dict:
    """One feature with its columns in the order given; the ``name`` comes first by custom."""
    return {"columns": columns, "geometry": geometry}


def _rounded(value):
    if isinstance(value, (list, tuple)):
        return [_rounded(part) for part in value]
    return round(value, DECIMALS) + 0.0  # + 0.0 turns -0.0 into 0.0


def _geometry(shape) -> dict:
    """GeoJSON geometry, outer rings counter-clockwise as RFC 7946 asks, parts in a fixed order."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        shape = shapely.orient_polygons(shapely.normalize(shape))
    drawn = mapping(shape)
    return {"type": drawn["type"], "coordinates": _rounded(drawn["coordinates"])}


def _line(item: dict) -> str:
    body = {"type": "Feature", "properties": item["columns"], "geometry": _geometry(item["geometry"])}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def geojson(features: list[dict]) -> str:
    """Text of a FeatureCollection (EPSG:4326), one feature per line, so that a change shows in a diff."""
    lines = ",\n".join(_line(item) for item in features)
    return '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n"


def write(name: str, features: list[dict], folder: Path) -> Path:
    """Write one layer to ``folder``/name.geojson and return its path."""
    path = folder / f"{name}.geojson"
    path.write_text(geojson(features), encoding="utf-8", newline="\n")
    return path


def write_line(line, path: Path) -> Path:
    """Write the points of a line as a table (seq, lon, lat; 5 decimals, about 1 m) and return the path."""
    points = [f"{i},{lon:.5f},{lat:.5f}" for i, (lon, lat) in enumerate(line.coords, start=1)]
    path.write_text("\n".join(["seq,lon,lat", *points]) + "\n", encoding="utf-8", newline="\n")
    return path
