"""Circles, widths and distances hold at any point of the region and for any width up to 60 km."""

import math

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely import Point
from tries import tries

from courseutils import area_km2, buffer_km, distance_km

WGS = "EPSG:4326"
POINTS = st.builds(Point, st.floats(39.5, 47.0), st.floats(41.0, 44.0))
WIDTHS = st.floats(0.5, 60)


@tries(20)
@given(POINTS, WIDTHS)
def test_a_circle_has_the_area_of_its_radius_and_holds_its_middle(point, km):
    ring = buffer_km(point, km, crs=WGS)
    assert area_km2(ring, crs=WGS) == pytest.approx(math.pi * km**2, rel=0.001)
    assert ring.contains(point) and ring.is_valid
    assert distance_km(point, ring.exterior, crs=WGS) == pytest.approx(km, rel=0.001)


@tries(20)
@given(POINTS, WIDTHS, WIDTHS)
def test_a_wider_circle_is_larger_and_holds_the_narrower(point, a, b):
    narrow, wide = sorted((a, b))
    inner, outer = (buffer_km(point, km, crs=WGS) for km in (narrow, wide))
    assert area_km2(inner, crs=WGS) <= area_km2(outer, crs=WGS) * (1 + 1e-9)
    if wide > narrow * 1.001:  # nearer than the stated error, corners may cross
        assert outer.contains(inner)


@tries(25)
@given(POINTS, POINTS, POINTS)
def test_distances_are_the_same_both_ways_and_no_detour_is_shorter(a, b, c):
    def far(x, y):
        return distance_km(x, y, crs=WGS)

    assert far(a, b) == pytest.approx(far(b, a), rel=1e-9, abs=1e-9)
    assert far(a, c) <= (far(a, b) + far(b, c)) * (1 + 1e-9) + 1e-9
    assert far(a, a) == pytest.approx(0, abs=1e-9) and far(a, b) >= 0


@tries(20)
@given(POINTS, WIDTHS, st.floats(0, 360), st.floats(0, 0.999) | st.floats(1.001, 2))
def test_a_point_lies_inside_when_it_is_nearer_than_the_radius(middle, km, azimuth, share):
    lon, lat, _ = Geod(ellps="WGS84").fwd(middle.x, middle.y, azimuth, share * km * 1000)
    assert buffer_km(middle, km, crs=WGS).contains(Point(lon, lat)) == (share < 1)
    assert distance_km(middle, Point(lon, lat), crs=WGS) == pytest.approx(share * km, rel=1e-6, abs=1e-6)


@tries(15)
@given(POINTS, WIDTHS, st.sampled_from(["EPSG:32638", "EPSG:3857", "EPSG:28408", "EPSG:4258"]))
def test_the_coordinate_system_of_what_is_given_changes_nothing_on_the_ground(point, km, crs):
    """A circle comes back in the system in which its point came, and is the same circle."""
    here = gpd.GeoSeries([point], crs=WGS)
    there = buffer_km(here.to_crs(crs), km)
    assert there.crs == crs
    circle, same = buffer_km(here, km).iloc[0], there.to_crs(WGS).iloc[0]
    # PROJ joins this datum to WGS 84 by other formulas in other places, and they differ by some metres.
    metres = 10 if crs == "EPSG:28408" else 0
    moved = 4 / math.pi * metres / (1000 * km)  # the share of a circle that lies outside the one moved by so much
    assert circle.symmetric_difference(same).area < (1e-3 + moved) * circle.area
    assert area_km2(there) == pytest.approx(area_km2(circle, crs=WGS), rel=1e-3)
