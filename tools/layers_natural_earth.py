"""Layers cut from Natural Earth (public domain): the regions, and South Ossetia as a coarse source has it."""

import json
from pathlib import Path

import shapely
from layers_osm import closed
from layers_write import feature
from shapely.geometry import shape

REGIONS = {
    "GE-AB": "Abkhazia",
    "GE-AJ": "Adjara",
    "GE-GU": "Guria",
    "GE-IM": "Imereti",
    "GE-KA": "Kakheti",
    "GE-KK": "Kvemo Kartli",
    "GE-MM": "Mtskheta-Mtianeti",
    "GE-RK": "Racha-Lechkhumi and Kvemo Svaneti",
    "GE-SD": "Shida Kartli",
    "GE-SJ": "Samtskhe-Javakheti",
    "GE-SZ": "Samegrelo-Zemo Svaneti",
    "GE-TB": "Tbilisi",
}
REACH = 0.05  # degrees: this source's lines end up to 1 km short of its own outline


def regions(folder: Path) -> list[dict]:
    """The twelve regions of Georgian law (de jure), ISO 3166-2 code as ``iso_3166_2``."""
    return [feature(_shape(folder / f"{code}.json"), name=name, iso_3166_2=code) for code, name in REGIONS.items()]


def _shape(file: Path):
    return shape(json.loads(file.read_text(encoding="utf-8"))["geometry"])


def _claim_line(file: Path):
    """The line called 'Georgian claim' that runs round South Ossetia."""
    import geopandas as gpd

    lines = gpd.read_file(file, layer="disputed_borders", where="name = 'Georgian claim'").geometry
    eastern = max(lines, key=lambda line: line.bounds[0])
    return shapely.line_merge(shapely.union_all(shapely.get_parts(eastern)))


def _outline(file: Path):
    import geopandas as gpd

    found = gpd.read_file(file, layer="countries").query("ISO_A3 == 'GEO'")
    return max(shapely.get_parts(found.geometry.iloc[0]), key=lambda p: p.area)


def south_ossetia(file: Path) -> list[dict]:
    """South Ossetia closed from Natural Earth's line: 14 % too large, the bad example of lesson 5."""
    area = closed(_claim_line(file), _outline(file), REACH)
    return [feature(area, name="South Ossetia (Natural Earth)", note="Too large; do not measure with it.")]
