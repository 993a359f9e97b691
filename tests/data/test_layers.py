"""The map layers: right areas, exactly shared edges, places and sampled points on the right side, complete codes."""

import csv
import json
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer

from courseutils._data import data_dir, rows
from courseutils.layers import load_layer

INPUTS = Path(__file__).resolve().parents[2] / "tools" / "inputs"
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


# Areas --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layer", "figure"),
    [("georgia", "area-georgia"), ("abkhazia", "area-abkhazia"), ("south_ossetia", "area-south-ossetia")],
)
def test_area_agrees_with_the_published_figure(layer, figure):
    published = next(float(row["value"]) for row in rows("figures") if row["figure_id"] == figure)
    assert km2(shape(layer)) == pytest.approx(published, rel=0.015)


def test_natural_earth_is_the_bad_example_that_lesson_5_needs():
    bad, good = shape("south_ossetia_natural_earth"), shape("south_ossetia")
    assert 1.12 < km2(bad) / km2(good) < 1.18
    place = {row["place_id"]: shapely.Point(row["lon"], row["lat"]) for row in rows("places")}
    for village in ("ergneti", "kvemo-nikozi", "perevi", "ditsi", "odzisi"):
        assert bad.contains(place[village]) and not good.contains(place[village])


# Shared edges -------------------------------------------------------------------------------------------


def test_pieces_of_the_coverage_touch_without_gap_or_overlap():
    pieces = [shape("abkhazia"), shape("south_ossetia"), rest_of_georgia(), *load_layer("neighbours").geometry]
    assert shapely.coverage_is_valid(pieces)
    for one, other in combinations(pieces, 2):
        assert one.intersection(other).area == 0


def rest_of_georgia():
    return shape("georgia").difference(shapely.union_all([shape("abkhazia"), shape("south_ossetia")]))


def test_pieces_of_georgia_make_up_its_outline_exactly():
    pieces = [shape("abkhazia"), shape("south_ossetia"), rest_of_georgia()]
    joined = shapely.coverage_union_all(pieces)
    assert joined.symmetric_difference(shape("georgia")).area == 0
    assert segments(joined) == segments(shape("georgia"))


@pytest.mark.parametrize("region", REGIONS)
def test_boundary_line_is_an_edge_of_the_region_and_of_the_rest_vertex_by_vertex(region):
    on_line = segments(line(region))
    assert on_line <= segments(shape(REGIONS[region]))
    assert on_line <= segments(rest_of_georgia())


@pytest.mark.parametrize("region", REGIONS)
def test_boundary_line_leaves_out_the_state_border_and_the_coast(region):
    assert not segments(line(region)) & segments(shape("georgia"))
    ends = [shapely.Point(line(region).coords[i]) for i in (0, -1)]
    assert all(shape("georgia").boundary.distance(end) == 0 for end in ends)
    own = segments(shape(REGIONS[region]))
    assert own == segments(line(region)) | (own & segments(shape("georgia")))


def test_georgia_shares_its_land_border_with_the_neighbours():
    border = segments(shape("georgia")) & segments(shape("neighbours"))
    assert {name for name, g in neighbours().items() if segments(g) & border} == set(neighbours())
    touching = shape("georgia").boundary.intersection(shapely.union_all(list(neighbours().values())))
    length = Geod(ellps="WGS84").geometry_length
    drawn = sum(length(shapely.LineString(sorted(pair))) for pair in border)
    assert drawn == pytest.approx(length(touching), rel=1e-9)


def neighbours() -> dict:
    layer = load_layer("neighbours")
    return dict(zip(layer["iso3"], layer.geometry, strict=True))


def test_no_piece_is_a_sliver():
    for layer in ("georgia", "abkhazia", "south_ossetia", "neighbours"):
        for part in shapely.get_parts(shapely.get_parts(shape(layer))):
            assert km2(part) > 15, layer


# Sides --------------------------------------------------------------------------------------------------

CANNOT_TELL = {
    *("arbo", "disevi", "ditsi", "dvani", "enguri-bridge", "ergneti", "ganmukhuri", "khurcha", "khurvaleti"),
    *("kirbali", "koshka", "kvemo-nikozi", "odzisi", "orchosani", "perevi", "tsitelubani", "zemo-nikozi"),
}


def expected_side(place: dict) -> str:
    if "former South Ossetian AO" in place["admin"]:
        return "South Ossetia"
    return "Abkhazia" if place["admin"].startswith("Abkhazia") else ""


def distance_to_lines(place: dict) -> float:
    point = metres(shapely.Point(place["lon"], place["lat"]))
    return min(metres(line(region)).distance(point) for region in REGIONS)


def test_places_whose_accuracy_allows_no_verdict_are_the_known_ones():
    close = {p["place_id"] for p in rows("places") if distance_to_lines(p) <= p["accuracy_m"]}
    assert close == CANNOT_TELL


@pytest.mark.parametrize("region", REGIONS)
def test_every_other_place_lies_on_its_side_of_the_line(region):
    judged = [p for p in rows("places") if p["place_id"] not in CANNOT_TELL]
    area = shape(REGIONS[region])
    inside = {p["place_id"] for p in judged if area.contains(shapely.Point(p["lon"], p["lat"]))}
    assert inside == {p["place_id"] for p in judged if expected_side(p) == region}


def test_even_the_close_places_stand_on_their_side_but_for_the_bridge():
    known = {p["place_id"]: p for p in rows("places")}
    for key in CANNOT_TELL - {"enguri-bridge"}:
        point = shapely.Point(known[key]["lon"], known[key]["lat"])
        found = [region for region, layer in REGIONS.items() if shape(layer).contains(point)]
        assert "".join(found) == expected_side(known[key]), key


def test_places_lie_in_georgia_or_in_russia_as_the_table_says():
    russian = {p["place_id"] for p in rows("places") if "(Russia)" in p["admin"]}
    on_edge = {"psou"}  # the crossing itself
    judged = [p for p in rows("places") if p["place_id"] not in on_edge]
    outside = {p["place_id"] for p in judged if not shape("georgia").contains(shapely.Point(p["lon"], p["lat"]))}
    assert outside == russian


def full_line(region: str):
    """The line before simplifying, in UTM 38N, and on which hand of it the region lies."""
    name = {"Abkhazia": "abl_abkhazia.csv", "South Ossetia": "abl_south_ossetia.csv"}[region]
    with (INPUTS / name).open(encoding="utf-8", newline="") as file:
        found = [r for r in csv.DictReader(file) if r.get("segment", "georgia") == "georgia"]
    return metres(shapely.LineString([(float(r["lon"]), float(r["lat"])) for r in found]))


def beside(full, offset: float) -> list:
    """Points ``offset`` metres off a line every 400 m, to the right (+) or left (-), nowhere nearer to it."""
    found = []
    for at in np.arange(400, full.length - 400, 400):
        (x0, y0), (x1, y1) = (full.interpolate(at + d).coords[0] for d in (-1, 1))
        away = np.array([y1 - y0, x0 - x1]) / np.hypot(x1 - x0, y1 - y0)
        point = shapely.Point(np.array(full.interpolate(at).coords[0]) + offset * away)
        if full.distance(point) > 0.98 * abs(offset):
            found.append(point)
    return found


@pytest.mark.parametrize("offset", [200, 300, 500])
@pytest.mark.parametrize("region", REGIONS)
def test_points_close_to_the_full_line_fall_on_its_right_side(region, offset):
    # Both tables run with the region on the right: clockwise, and from the mountains down to the sea.
    full, area, georgia = full_line(region), metres(shape(REGIONS[region])), metres(shape("georgia"))
    well_inside = georgia.buffer(-1000)
    right = [p for p in beside(full, offset) if well_inside.contains(p)]
    left = [p for p in beside(full, -offset) if well_inside.contains(p)]
    assert len(right) > 150 and len(left) > 150
    assert all(area.contains(p) for p in right)
    assert not any(area.contains(p) for p in left)


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


def test_depths_of_the_posts_in_the_table_are_those_measured_on_the_layer():
    ossetia = metres(shape("south_ossetia"))
    measured = {r["item_id"]: r for r in rows("buffer_zone") if r["kind"] == "post" and r["depth_km_max"] is not None}
    assert len(measured) > 8
    for key, row in measured.items():
        depth = metres(shapely.Point(row["lon"], row["lat"])).distance(ossetia) / 1000
        assert depth == pytest.approx(row["depth_km_max"], abs=0.1), key
