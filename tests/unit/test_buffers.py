"""Buffers, distances and areas against pyproj.Geod, on real shapes."""

import math

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, Point, Polygon

from courseutils import area_km2, buffer_error, buffer_km, distance_km, load_layer, load_places, place

GEOD = Geod(ellps="WGS84")
WGS = "EPSG:4326"
TSKHINVALI = Point(43.9686, 42.2276)
lons, lats = st.floats(40.0, 46.7), st.floats(41.1, 43.6)
widths = st.floats(0.5, 60)
quick = settings(max_examples=25)


def geodesic_ring(lon, lat, km, n=720):
    x, y, _ = GEOD.fwd([lon] * n, [lat] * n, [i * 360 / n for i in range(n)], [km * 1000] * n)
    return Polygon(zip(x, y, strict=True))


def geodesic_area(shape):
    return abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(shape.segmentize(0.01)))[0]) / 1e6


def corner_distances(ring, feature, most=150):
    """Kilometres from corners of the ring to the nearest point of the feature, by Geod alone.

    The feature is cut in pieces of 2 km; the pieces that can hold the nearest point are walked in steps of a
    fortieth of the distance, which finds it to a hundredth of a per cent.
    """
    starts, ends = pieces(feature)
    middles, halves = on_the_globe((starts + ends) / 2), 1.2
    corners = shapely.get_coordinates(ring)
    found = []
    for corner in corners[:: max(1, len(corners) // most)]:
        straight = np.linalg.norm(middles - on_the_globe(corner), axis=-1)
        near = np.flatnonzero(straight < straight.min() + 2 * halves)
        steps = int(2 * halves / (max(straight.min() - halves, 0.5) / 40)) + 2
        found.append(walked(corner, starts[near], ends[near], steps))
    return np.array(found)


def pieces(feature):
    lines = shapely.get_parts(feature.segmentize(0.02))
    coords = [shapely.get_coordinates(line) for line in lines]
    return np.vstack([c[:-1] for c in coords]), np.vstack([c[1:] for c in coords])


def on_the_globe(lonlat):
    lon, lat = np.radians(lonlat[..., 0]), np.radians(lonlat[..., 1])
    return 6371 * np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def walked(corner, starts, ends, steps):
    along = np.linspace(0, 1, steps + 1)[:, None, None]
    spots = (starts + along * (ends - starts)).reshape(-1, 2)
    rough = np.linalg.norm(on_the_globe(spots) - on_the_globe(corner), axis=-1)
    spots = spots[rough < 1.01 * rough.min()]  # a globe is wrong by a third of a per cent
    n = len(spots)
    return GEOD.inv([corner[0]] * n, [corner[1]] * n, spots[:, 0], spots[:, 1])[2].min() / 1000


@quick
@given(lons, lats, widths)
def test_circle_is_within_a_tenth_of_a_per_cent_everywhere_in_georgia(lon, lat, km):
    ring = buffer_km(Point(lon, lat), km, crs=WGS)
    x, y = np.array(ring.exterior.coords).T
    found = GEOD.inv([lon] * len(x), [lat] * len(x), x, y)[2] / 1000
    assert np.abs(found / km - 1).max() < 0.001
    assert geodesic_area(ring) == pytest.approx(geodesic_area(geodesic_ring(lon, lat, km)), rel=0.001)


@quick
@given(lons, lats, st.floats(0, 360), st.floats(1, 400), widths)
def test_line_keeps_the_width_at_every_corner(lon, lat, azimuth, length, km):
    far_lon, far_lat, _ = GEOD.fwd(lon, lat, azimuth, length * 1000)
    line = LineString([(lon, lat), (far_lon, far_lat)])
    ring = buffer_km(line, km, crs=WGS)
    found = corner_distances(ring, line)
    assert np.abs(found / km - 1).max() < 0.001
    straight = GEOD.line_length(*zip(*line.segmentize(0.01).coords, strict=True)) / 1000
    assert geodesic_area(ring) == pytest.approx(2 * km * straight + math.pi * km**2, rel=0.001)


@quick
@given(lons, lats, st.floats(0.05, 2), st.floats(0.05, 1), widths)
def test_polygon_keeps_the_width_and_its_inside(lon, lat, wide, tall, km):
    shape = shapely.box(lon, lat, lon + wide, lat + tall)
    ring = buffer_km(shape, km, crs=WGS)
    assert ring.contains(shape)
    found = corner_distances(ring, shape.exterior)
    assert np.abs(found / km - 1).max() < 0.001


@quick
@given(lons, lats, st.floats(0.5, 30), st.floats(0.5, 30))
def test_wider_buffers_hold_narrower_ones(lon, lat, a, b):
    narrow, wide = sorted((a, b))
    inner, outer = (buffer_km(Point(lon, lat), km, crs=WGS) for km in (narrow, wide * 1.01))
    assert outer.contains(inner)


@quick
@given(lons, lats, widths)
def test_distance_from_the_middle_to_the_rim_is_the_width(lon, lat, km):
    rim = buffer_km(Point(lon, lat), km, crs=WGS).exterior
    assert distance_km(Point(lon, lat), rim, crs=WGS) == pytest.approx(km, rel=0.001)


@quick
@given(lons, lats, lons, lats)
def test_distance_between_points_is_the_geodesic_both_ways(lon1, lat1, lon2, lat2):
    a, b = Point(lon1, lat1), Point(lon2, lat2)
    expected = GEOD.inv(lon1, lat1, lon2, lat2)[2] / 1000
    assert distance_km(a, b, crs=WGS) == pytest.approx(expected, rel=1e-6, abs=1e-6)
    assert distance_km(b, a, crs=WGS) == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("layer", ["boundary_lines", "south_ossetia", "abkhazia", "georgia"])
@pytest.mark.parametrize("km", [0.5, 12, 60])
def test_real_layers_keep_the_width_at_every_corner(layer, km):
    shapes = load_layer(layer)
    for shape, ring in zip(shapes.geometry, buffer_km(shapes, km).geometry, strict=True):
        rim = shape if shape.geom_type.endswith("LineString") else shape.boundary
        found = corner_distances(ring, rim, most=400)
        assert np.abs(found / km - 1).max() < 0.001


def test_area_of_a_long_buffer_agrees_with_an_equal_area_projection():
    line = load_layer("boundary_lines").geometry.iloc[[0]]
    flat = "+proj=laea +lat_0=42.5 +lon_0=43 +datum=WGS84"
    ring = buffer_km(line, 12)
    assert area_km2(ring) == pytest.approx(ring.to_crs(flat).area.sum() / 1e6, rel=0.0005)


def test_a_very_wide_shape_is_cut_and_joined_again():
    line = LineString([(28.0, 41.0), (50.0, 44.0)])  # 1,830 km
    ring = buffer_km(line, 30, crs=WGS)
    assert ring.geom_type == "Polygon"
    found = corner_distances(ring, line, most=400)
    assert np.abs(found / 30 - 1).max() < 0.001


# --- what goes in comes out -------------------------------------------------------------------------


@pytest.mark.parametrize("crs", [4326, 3857, 32638, 3035, 4284, 2249])  # metres, degrees, another datum, feet
def test_table_keeps_crs_columns_and_index(crs):
    table = gpd.GeoDataFrame(
        {"name": ["a", "b"], "n": [1, 2]}, geometry=[TSKHINVALI, Point(44.1, 42.0)], crs=WGS, index=[7, 3]
    ).to_crs(crs)
    ringed = buffer_km(table, 15)
    assert ringed.crs == table.crs and list(ringed.index) == [7, 3]
    assert list(ringed.columns) == list(table.columns) and list(ringed["n"]) == [1, 2]
    assert table.geom_type.eq("Point").all()
    assert area_km2(ringed.iloc[[0]]) == pytest.approx(706.82, rel=0.001)


def test_shapely_series_place_and_name_in_and_out():
    assert buffer_km(TSKHINVALI, 15, crs=WGS).geom_type == "Polygon"
    assert isinstance(buffer_km(gpd.GeoSeries([TSKHINVALI], crs=WGS), 15), gpd.GeoSeries)
    by_name, by_place = buffer_km("Tskhinvali", 15), buffer_km(place("Tskhinvali"), 15)
    assert isinstance(by_name, gpd.GeoDataFrame) and by_name.crs == WGS
    assert by_name.geometry.iloc[0].equals(by_place.geometry.iloc[0])
    assert list(by_name["km"]) == [15]


def test_gazetteer_is_a_table_and_its_row_is_a_place():
    places = load_places()
    assert len(buffer_km(places, 1)) == len(places) == len(distance_km(places, "Gori"))
    row = places[places["name"] == "Gori"].iloc[0]
    assert distance_km(row, "Gori") == 0 and buffer_km(row, 5)["name"].tolist() == ["Gori"]
    assert len(buffer_km(load_layer("zones_2008"), 1)) > 10


def test_list_of_names_gives_one_row_each():
    assert buffer_km(["გორი", "Poti"], 5)["name"].tolist() == ["Gori", "Poti"]
    assert distance_km(["Gori", "Poti"], "Gori").gt(0).tolist() == [False, True]


def test_other_geometry_column_stays_the_active_one():
    table = gpd.GeoDataFrame({"spot": gpd.GeoSeries([TSKHINVALI], crs=WGS)}, geometry="spot")
    assert buffer_km(table, 5).geometry.name == "spot"


def test_empty_table_gives_an_empty_table():
    empty = gpd.GeoDataFrame({"name": []}, geometry=[], crs=WGS)
    assert len(buffer_km(empty, 5)) == 0


def test_missing_shape_stays_missing():
    ringed = buffer_km(gpd.GeoSeries([TSKHINVALI, None], crs=WGS), 5)
    assert ringed.iloc[1] is None and ringed.iloc[0].area > 0


def test_table_states_its_error():
    assert 0 < buffer_km("Gori", 60).attrs["error_percent"] < 0.1
    assert 0 < buffer_km(load_layer("georgia"), 60).attrs["error_percent"] < 0.1


# --- messages that teach ----------------------------------------------------------------------------


def test_shape_without_crs_is_refused_and_told_what_to_write():
    with pytest.raises(ValueError, match=r'says what its numbers mean.*crs="EPSG:4326"'):
        buffer_km(TSKHINVALI, 15)
    with pytest.raises(ValueError, match=r'set_crs\("EPSG:4326"\)'):
        buffer_km(gpd.GeoSeries([TSKHINVALI]), 15)
    assert buffer_km(gpd.GeoSeries([TSKHINVALI]), 15, crs=WGS).crs == WGS


@pytest.mark.parametrize(
    "km, words",
    [
        (-1, "positive"),
        (0, "no buffer"),
        (15 / 111.32, "looks like degrees"),
        (15000, "15000 metres write 15"),
        (float("nan"), "not a number"),
        (float("inf"), "not a number"),
        ("15", "quotation marks"),
        (True, "number of kilometres"),
        (None, "number of kilometres"),
    ],
)
def test_wrong_widths_are_refused_in_plain_words(km, words):
    with pytest.raises(ValueError, match=words):
        buffer_km("Tskhinvali", km)


def test_wrong_things_are_refused_in_plain_words():
    with pytest.raises(ValueError, match="Cannot measure a list"):
        buffer_km([], 15)
    with pytest.raises(ValueError, match="east first"):
        buffer_km((42.2, 43.9), 15)
    with pytest.raises(ValueError, match="no longitude and latitude"):
        buffer_km(Point(4_894_000, 5_195_000), 15, crs=WGS)
    with pytest.raises(ValueError, match="no CRS called"):
        buffer_km(TSKHINVALI, 15, crs="degrees")
    with pytest.raises(ValueError, match="Leave crs out"):
        buffer_km(gpd.GeoSeries([TSKHINVALI], crs=WGS), 15, crs=3857)
    with pytest.raises(ValueError, match="date line"):
        buffer_km(Point(179.99, 42), 15, crs=WGS)
    with pytest.raises(ValueError, match="no longitude and latitude"):
        buffer_km(Point(math.inf, 42), 15, crs=WGS)


def test_misspelt_place_is_answered_with_the_nearest_name():
    with pytest.raises(Exception, match="Tskhinvali"):
        buffer_km("Tskhinvaly", 15)


def test_area_of_a_line_and_distance_to_nothing_are_refused():
    with pytest.raises(ValueError, match="no area"):
        area_km2(load_layer("boundary_lines"))
    with pytest.raises(ValueError, match="no points"):
        distance_km("Gori", Polygon(), crs=WGS)


# --- figures of the lesson ---------------------------------------------------------------------------


def test_distances_agree_with_the_published_ones():
    assert distance_km("Tskhinvali", "Gori") == pytest.approx(29.4, abs=0.1)
    assert distance_km("Karaleti", "Tskhinvali") == pytest.approx(21.4, abs=0.1)
    assert distance_km("Tskhinvali", load_layer("south_ossetia")) == 0


def test_distance_from_a_table_is_one_number_per_row():
    posts = gpd.GeoSeries([Point(44.0950, 42.0597), Point(44.0299, 42.0743)], crs=WGS, index=["Karaleti", "Variani"])
    found = distance_km(posts, load_layer("south_ossetia"))
    assert dict(found.round()) == {"Karaleti": 7, "Variani": 9}


def test_areas_of_the_regions_are_near_the_printed_ones():
    assert area_km2(load_layer("south_ossetia")) == pytest.approx(3900, rel=0.02)
    assert area_km2(load_layer("abkhazia")) == pytest.approx(8660, rel=0.01)
    assert area_km2(load_layer("georgia")) == pytest.approx(69_700, rel=0.01)


def test_shared_ground_counts_once():
    twice = gpd.GeoSeries([geodesic_ring(44, 42, 10)] * 2, crs=WGS)
    assert area_km2(twice) == pytest.approx(area_km2(twice.iloc[:1]))


def test_buffer_error_shows_degrees_and_web_mercator_as_wrong():
    table = buffer_error("Tskhinvali", 15).set_index("method")
    degrees, mercator = table.iloc[0], table.loc["Web Mercator, EPSG:3857"]
    assert (degrees["north_south_km"], degrees["east_west_km"]) == pytest.approx((14.97, 11.12), abs=0.02)
    assert mercator["area_km2"] == pytest.approx(387, abs=1)
    assert table.loc["UTM 38N, EPSG:32638", "area_error_percent"] == pytest.approx(0.06, abs=0.02)
    ours = table.loc["buffer_km of this course"]
    assert abs(ours["radius_error_percent"]) < 0.1 and abs(ours["area_error_percent"]) < 0.1
    assert table["what_went_wrong"].str.len().gt(20).all()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("spot", [(132, 0), (133, 0), (-48, 1)])
def test_buffer_error_far_from_georgia_says_which_way_breaks_down(spot):
    table = buffer_error(Point(*spot), 15, crs=WGS).set_index("method")
    broken = table.loc["UTM 38N, EPSG:32638"] if spot[0] != 133 else table.loc["UTM 37N, EPSG:32637"]
    assert np.isnan(broken["area_km2"]) and "breaks down" in broken["what_went_wrong"]
    assert table.loc["buffer_km of this course", "area_km2"] == pytest.approx(706.6, abs=0.2)


def test_buffer_error_names_the_right_strip_for_the_west():
    table = buffer_error("Poti", 15).set_index("method")["what_went_wrong"]
    assert "lies in that strip" in table["UTM 37N, EPSG:32637"]
    assert "outside that strip" in table["UTM 38N, EPSG:32638"]
