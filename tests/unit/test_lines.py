"""Points along a line: evenly spaced on the ellipsoid, on the line, and no points for what is no line."""

import geopandas as gpd
import pytest
from shapely import LineString, MultiLineString

from courseutils import distance_km, load_layer, load_places, points_along


def boundary(region):
    lines = load_layer("boundary_lines")
    return lines[lines["region"] == region]


@pytest.mark.parametrize("every_km", [0.5, 1, 2.5])
def test_there_is_one_point_for_each_step_of_the_printed_length(every_km):
    line = boundary("South Ossetia")
    assert len(points_along(line, every_km)) == pytest.approx(line["length_km"].iloc[0] / every_km, rel=0.01)


def test_points_lie_on_the_line():
    line = boundary("Abkhazia")
    assert distance_km(points_along(line, 5), line).max() < 0.001


def test_steps_on_a_straight_line_are_as_long_as_they_say():
    meridian = LineString([(44, 41), (44, 43)])
    points = points_along(meridian, 10, crs="EPSG:4326")
    gaps = [distance_km(points.iloc[[i]], points.iloc[[i + 1]]).iloc[0] for i in range(len(points) - 1)]
    assert gaps == pytest.approx([10] * len(gaps), rel=0.001)
    assert list(points["km_along"][:3]) == [0, 10, 20] and points.crs.to_epsg() == 4326


def test_a_line_in_metres_gives_the_same_points():
    line = boundary("Abkhazia")
    assert len(points_along(line.to_crs("EPSG:32638"), 1)) == len(points_along(line, 1))


def test_each_part_begins_anew_and_joined_parts_are_one():
    apart = MultiLineString([[(44, 41), (44, 42)], [(45, 41), (45, 42)]])
    joined = MultiLineString([[(44, 41), (44, 42)], [(44, 42), (44, 43)]])
    assert list(points_along(apart, 50, crs=4326)["km_along"]) == [0, 50, 100] * 2
    assert list(points_along(joined, 100, crs=4326)["km_along"]) == [0, 100, 200]


def test_edge_of_an_area_is_a_line_and_the_area_is_not():
    area = load_layer("south_ossetia")
    assert len(points_along(area.boundary, 10)) > 40
    with pytest.raises(ValueError, match="boundary"):
        points_along(area)
    with pytest.raises(ValueError, match="boundary"):
        points_along(load_places())


@pytest.mark.parametrize("every_km", [0, -1, "1", True, None, float("nan"), 0.01])
def test_steps_that_are_no_kilometres_are_refused(every_km):
    with pytest.raises(ValueError, match="number of kilometres"):
        points_along(boundary("Abkhazia"), every_km)


def test_a_step_longer_than_the_line_and_a_line_without_crs_are_refused():
    with pytest.raises(ValueError, match=r"only 147\.7 km"):
        points_along(boundary("Abkhazia"), 1000)
    with pytest.raises(ValueError, match="no CRS"):
        points_along(gpd.GeoSeries([LineString([(44, 41), (44, 42)])]))
