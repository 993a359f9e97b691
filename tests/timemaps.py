"""Maps in time for the tests: those of lessons 4 and 6, made by the lessons' own cells, and a specimen of all looks."""

import re
from pathlib import Path

import geopandas as gpd
from shapely import LineString, Point, box

from courseutils.maps import Map

LESSONS = Path(__file__).resolve().parents[1] / "lessons"
TITLES = {"04": "From 1 August to 9 October 2008, day by day", "06": "UN members that recognise Abkhazia"}


def lesson_map(number: str) -> Map:
    """The map in time of a lesson, from the cells as they stand in its file."""
    text = next(LESSONS.glob(f"{number}_*.py")).read_text(encoding="utf-8")
    names: dict = {}
    for head, cell in re.findall(r"(?ms)^# %%([^\n]*)\n(.*?)(?=^# %%|\Z)", text):
        if "[markdown]" not in head:
            exec(cell, names)  # the course's own text
        if "m" in names and names["m"].title == TITLES[number]:
            return names["m"]
    raise AssertionError(f"Lesson {number} has no map called {TITLES[number]!r}")


POINTS = [
    ("Exact", "2008-08-07", "2008-08-07", "day", False, Point(43.2, 42.0)),
    ("Clock", "2008-08-08", "2008-08-12", "minute", False, Point(43.6, 42.4)),
    ("Some time in August", "2008-08-15", "2008-08-15", "month", False, Point(44.8, 42.0)),
    ("Disputed", "2008-08-20", None, "day", True, Point(42.6, 42.5)),
]
ZONES = [
    ("Disputed zone", "2008-08-07", "2008-09-10", "day", True, box(43.0, 41.6, 43.5, 41.9)),
    ("Zone of August", "2008-08-01", "2008-08-02", "month", False, box(44.6, 42.2, 45.0, 42.5)),
]
LINES = [
    ("Disputed road", "2008-08-07", "2008-09-10", "day", True, LineString([(42.5, 42.2), (44, 42.1)])),
    ("Road of August", "2008-08-01", "2008-08-02", "month", False, LineString([(42.5, 42.0), (44, 41.8)])),
]


def layer(rows) -> gpd.GeoDataFrame:
    columns = ["name", "from", "to", "precision", "contested", "geometry"]
    return gpd.GeoDataFrame([dict(zip(columns, row, strict=True)) for row in rows], crs=4326)


def specimen(points=POINTS, zones=(), lines=(), **more) -> Map:
    """A map in time with the given rows; of points, areas and lines those that are there."""
    m = Map("Specimen", **more)
    for rows, name in ((points, "Points"), (zones, "Zones"), (lines, "Roads")):
        if rows:
            m.add(layer(rows), name=name, start="from", end="to")
    return m
