"""Posts and zones of the table buffer_zone as map features; distances on the WGS 84 ellipsoid."""

import csv
from pathlib import Path

import numpy as np
import shapely
from layers_write import DECIMALS, feature
from pyproj import Geod, Transformer

ENGURI_NORTH = 42.75  # degrees: the line keeps near the river up to about here, by the dam
GEOD = Geod(ellps="WGS84")
COLUMNS = ("item_id", "kind", "territory", "established_on", "removed_on", "source_id", "confidence")


def table(name: str, folder: Path) -> list[dict]:
    """Rows of a CSV table; an empty cell is None."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: text or None for key, text in row.items()} for row in csv.DictReader(file)]


def circle(lon: float, lat: float, km: float, corners: int = 180):
    """Geodesic circle of a radius in km as a polygon in EPSG:4326."""
    bearings = [360 * i / corners for i in range(corners)]
    lons, lats, _ = GEOD.fwd([lon] * corners, [lat] * corners, bearings, [km * 1000] * corners)
    return shapely.Polygon(zip(lons, lats, strict=True))


def strip(line, km: float):
    """Area within ``km`` of a line (EPSG:4326) on both sides, in a local equidistant projection."""
    middle = line.centroid
    local = f"+proj=aeqd +lat_0={middle.y:.4f} +lon_0={middle.x:.4f} +datum=WGS84 +units=m"
    there = Transformer.from_crs("EPSG:4326", local, always_xy=True)
    back = Transformer.from_crs(local, "EPSG:4326", always_xy=True)
    wide = _moved(line, there).simplify(500).buffer(km * 1000, quad_segs=8).simplify(150)
    return _moved(wide, back)


def _moved(shape, transformer: Transformer):
    return shapely.transform(shape, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))


def _described(row: dict, shape, name: str, **more) -> dict:
    return feature(shape, name=name, **{c: row[c] for c in COLUMNS}, **more)


def _zone(row: dict, shape, name: str, note: str) -> dict:
    more = {"place_id": row["place_id"], "accuracy_m": None, "approximate": True, "note": note}
    return _described(row, shape, name, **more)


def _post(row: dict, accuracy: dict) -> dict:
    point = shapely.Point(float(row["lon"]), float(row["lat"]))
    more = {"place_id": row["place_id"], "accuracy_m": accuracy[row["place_id"]], "approximate": True}
    return _described(row, point, row["item"][0].upper() + row["item"][1:], **more, note=row["definition"])


def zones(tables: Path, line, georgia) -> list[dict]:
    """Features of the layer zones_2008: the circle of 1992, the zones of 1994, every located post of 2008."""
    rows = {row["item_id"]: row for row in table("buffer_zone", tables)}
    places = {row["place_id"]: row for row in table("places", tables)}
    accuracy = {key: int(row["accuracy_m"]) for key, row in places.items()}
    posts = [row for row in rows.values() if row["kind"] != "zone" and row["lat"] and row["place_id"]]
    return [*_drawn_zones(rows, line, georgia), *(_post(row, accuracy) for row in posts)]


def _drawn_zones(rows: dict, line, georgia) -> list[dict]:
    old, inner, outer = (rows[key] for key in ZONES)
    south = georgia.intersection(shapely.box(-180, -90, 180, ENGURI_NORTH))
    wide, wider = (_on_grid(strip(line, km).intersection(south)) for km in (12, 24))
    round_town = circle(float(old["lon"]), float(old["lat"]), 15)
    return [
        _zone(old, round_town, "Zone of conflict 1992: 15 km round Tskhinvali", old["definition"]),
        _zone(inner, wide, "Security zone 1994: 12 km each side (approximate)", NOTE),
        _zone(outer, _on_grid(wider.difference(wide)), "Restricted-weapons zone 1994: 12 to 24 km (approximate)", NOTE),
    ]


def _on_grid(shape):
    """The shape on the writer's grid, still valid, without scraps on the shore under about 1 km2."""
    parts = shapely.get_parts(shapely.set_precision(shape, 10**-DECIMALS))
    return shapely.multipolygons([p for p in parts if p.area > 1e-4])


ZONES = ("zone-of-conflict-1992", "security-zone-1994", "restricted-weapons-zone-1994")
NOTE = (
    "Approximate: drawn by this kit at equal distance from the boundary line along the Enguri, from the sea to "
    "42.75 N, on land. The map of the agreement, with its lines A to E, was not at hand."
)
