"""Layers as plain shapes, for tests that measure them without the kit's own functions."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from pyproj import Geod, Transformer

from courseutils.layers import load_layer

INPUTS = Path(__file__).resolve().parents[1] / "tools" / "inputs"
UTM = Transformer.from_crs("EPSG:4326", "EPSG:32638", always_xy=True)
REGIONS = {"Abkhazia": "abkhazia", "South Ossetia": "south_ossetia"}
BASE_MAP = ("georgia", "abkhazia", "south_ossetia", "neighbours", "boundary_lines")


@cache
def shape(layer: str):
    """All of a layer as one geometry in degrees, vertices untouched."""
    shapes = list(load_layer(layer).geometry)
    return shapes[0] if len(shapes) == 1 else shapely.GeometryCollection(shapes)


def metres(geometry):
    """A geometry in UTM 38N, whose scale is within 0.1 % of true everywhere in Georgia."""
    return shapely.transform(geometry, lambda xy: np.column_stack(UTM.transform(xy[:, 0], xy[:, 1])))


@cache
def line(region: str):
    lines = load_layer("boundary_lines").set_index("region").geometry
    return lines[region]


def km2(geometry) -> float:
    return abs(Geod(ellps="WGS84").geometry_area_perimeter(shapely.orient_polygons(geometry))[0]) / 1e6


def segments(geometry) -> set:
    """Every piece between two neighbouring vertices of a geometry's lines, whichever way it runs."""
    found = set()
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        for ring in shapely.get_rings(part) if part.geom_type.endswith("Polygon") else [part]:
            points = [tuple(p) for p in shapely.get_coordinates(ring)]
            found |= {frozenset(pair) for pair in pairwise(points)}
    return found
