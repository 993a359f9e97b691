"""The world layer, the zones of 1992 to 2008, and what holds for every layer: size, columns, descriptor."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from layershapes import BASE_MAP, km2, line, metres
from pyproj import Geod

from courseutils._data import data_dir, rows
from courseutils.layers import load_layer

# World --------------------------------------------------------------------------------------------------


def test_world_has_every_member_of_the_united_nations_once():
    world = load_layer("world")
    codes = world["iso3"].dropna()
    assert codes.is_unique and world["name"].is_unique
    members = {row["iso3"] for row in rows("states") if row["un_member"]}
    assert len(members) == 193
    assert set(world.loc[world["un_member"], "iso3"]) == members


@pytest.mark.parametrize("table", ["recognitions", "un_rollcall"])
def test_world_has_every_state_of_the_table(table):
    world = dict(load_layer("world")[["iso3", "name"]].dropna().values)
    needed = {row["iso3"] for row in rows(table) if row["iso3"]}
    assert len(needed) > 5
    assert needed <= set(world)


def test_world_uses_the_names_of_the_table_states():
    names = {row["iso3"]: row["name"] for row in rows("states") if row["un_member"]}
    world = load_layer("world").query("un_member")
    assert dict(zip(world["iso3"], world["name"], strict=True)) == names


def owner(lon: float, lat: float) -> list[str]:
    world = load_layer("world")
    return list(world.loc[world.contains(shapely.Point(lon, lat)), "name"])


@pytest.mark.parametrize(
    ("lon", "lat", "state"),
    [
        (34.1, 45.0, "Ukraine"),  # Simferopol, Crimea
        (33.6, 46.3, "Ukraine"),  # north of Crimea
        (45.3, 45.0, "Russia"),
        (44.1, 10.0, "Somalia"),  # Hargeisa
        (33.6, 35.25, "Cyprus"),  # north of Nicosia
        (41.0, 43.1, "Georgia"),  # Abkhazia
        (43.95, 42.3, "Georgia"),  # South Ossetia
        (178.0, 67.5, "Russia"),  # west and east of the 180th meridian
        (-175.0, 66.8, "Russia"),
    ],
)
def test_world_puts_contested_and_split_areas_where_the_note_says(lon, lat, state):
    assert owner(lon, lat) == [state]


def test_small_states_have_a_symbol_and_large_ones_have_none():
    world = load_layer("world").set_index("iso3")
    small = set(world.index[world["symbol"]])
    assert {"NRU", "TUV", "VUT"} <= small
    assert not small & {"RUS", "SYR", "NIC", "VEN", "GEO"}
    assert all(shapely.Point(r.lon, r.lat).distance(r.geometry) < 0.02 for r in world.itertuples())


def test_world_is_one_coverage_so_that_borders_are_drawn_once():
    assert shapely.coverage_is_valid(list(load_layer("world").geometry))


# All layers ---------------------------------------------------------------------------------------------


def layer_files() -> list[Path]:
    return sorted((data_dir() / "layers").glob("*.geojson"))


def test_layers_are_light():
    size = {path.stem: path.stat().st_size for path in layer_files()}
    assert len(size) == 9
    assert sum(size[name] for name in BASE_MAP) <= 70_000
    assert size["world"] <= 350_000
    assert sum(p.stat().st_size for p in data_dir().rglob("*") if p.is_file()) <= 5_000_000


@pytest.mark.parametrize("path", layer_files(), ids=lambda path: path.stem)
def test_layer_has_named_valid_features_and_at_most_four_decimals(path):
    layer = load_layer(path.stem)
    assert layer["name"].notna().all() and layer.is_valid.all() and not layer.is_empty.any()
    coordinates = shapely.get_coordinates(layer.geometry.values)
    assert np.array_equal(coordinates, coordinates.round(4))
    assert all(part.exterior.is_ccw for part in shapely.get_parts(layer.geometry.values) if part.geom_type == "Polygon")


@pytest.mark.parametrize("path", layer_files(), ids=lambda path: path.stem)
def test_descriptor_tells_title_licence_sources_and_every_column(path):
    package = json.loads((data_dir() / "datapackage.json").read_text(encoding="utf-8"))
    entry = next(r for r in package["resources"] if r["name"] == path.stem)
    assert entry["title"] and len(entry["description"]) > 80 and entry["sources"]
    openstreetmap = any("OpenStreetMap" in s["title"] for s in entry["sources"])
    assert entry["licenses"][0]["name"] == ("ODbL-1.0" if openstreetmap else "other-pd")
    described = [field["name"] for field in entry["schema"]["fields"]]
    assert described == [c for c in load_layer(path.stem).columns if c != "geometry"]


# Zones --------------------------------------------------------------------------------------------------


def test_circle_of_1992_has_its_radius_to_a_thousandth():
    zone = load_layer("zones_2008").set_index("item_id").loc["zone-of-conflict-1992"]
    town = next(p for p in rows("places") if p["place_id"] == "tskhinvali")
    lons, lats = np.array(zone.geometry.exterior.coords).T
    _, _, far = Geod(ellps="WGS84").inv([town["lon"]] * len(lons), [town["lat"]] * len(lats), lons, lats)
    assert np.allclose(far, 15_000, atol=15)
    assert km2(zone.geometry) == pytest.approx(np.pi * 15**2, rel=0.001)


@pytest.mark.parametrize(
    ("item", "near", "far"), [("security-zone-1994", 0, 12), ("restricted-weapons-zone-1994", 12, 24)]
)
def test_zones_of_1994_keep_their_distance_from_the_line(item, near, far):
    zone = metres(load_layer("zones_2008").set_index("item_id").geometry[item])
    shore = metres(line("Abkhazia"))
    away = shapely.distance(shapely.points(shapely.get_coordinates(zone)), shore) / 1000
    assert away.max() == pytest.approx(far, abs=0.8)  # the line is drawn smoother first, by up to 500 m
    assert near == 0 or away.min() == pytest.approx(near, abs=0.8)
    assert zone.intersects(shore) == (near == 0)


def test_every_located_post_of_the_table_is_on_the_map_with_its_accuracy():
    layer = load_layer("zones_2008").query("kind == 'post'").set_index("item_id")
    accuracy = {p["place_id"]: p["accuracy_m"] for p in rows("places")}
    located = {r["item_id"]: r for r in rows("buffer_zone") if r["kind"] == "post" and r["lat"] is not None}
    assert set(layer.index) == set(located)
    for key, row in located.items():
        assert layer.geometry[key].equals(shapely.Point(row["lon"], row["lat"]))
        assert layer.loc[key, "accuracy_m"] == accuracy[row["place_id"]]
        assert layer.loc[key, "established_on"].date() == row["established_on"]
