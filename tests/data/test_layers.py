"""Georgia's layers: right areas, exactly shared edges, places and sampled points on the right side."""

import csv
from itertools import combinations

import numpy as np
import pytest
import shapely
from layershapes import INPUTS, REGIONS, km2, line, metres, segments, shape
from pyproj import Geod

from courseutils._data import rows
from courseutils.layers import load_layer

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


def test_depths_of_the_posts_in_the_table_are_those_measured_on_the_layer():
    ossetia = metres(shape("south_ossetia"))
    measured = {r["item_id"]: r for r in rows("buffer_zone") if r["kind"] == "post" and r["depth_km_max"] is not None}
    assert len(measured) > 8
    for key, row in measured.items():
        depth = metres(shapely.Point(row["lon"], row["lat"])).distance(ossetia) / 1000
        assert depth == pytest.approx(row["depth_km_max"], abs=0.1), key
