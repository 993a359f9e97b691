"""Loading layers, and the tools that write them: same bytes every time, shared edges kept, downloads checked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import build_layers
import layers_describe
import layers_fetch
import layers_osm as osm
import layers_world
import layers_zones
import pytest
import shapely
from layers_write import feature, geojson

from courseutils._data import DataError, data_dir, package, resource, rows
from courseutils.buffers import area_km2
from courseutils.layers import list_layers, load_layer

ROOT = Path(__file__).resolve().parents[2]
NAMES = {
    *("world", "neighbours", "georgia", "regions", "abkhazia", "south_ossetia"),
    *("south_ossetia_natural_earth", "boundary_lines", "zones_2008"),
}


# Loading ------------------------------------------------------------------------------------------------


def test_the_nine_layers_are_listed_with_title_licence_and_sources():
    listed = list_layers().set_index("name")
    assert set(listed.index) == NAMES
    assert (listed[["title", "licence", "sources"]] != "").all(axis=None)
    assert listed.loc["georgia", "licence"] == "ODbL-1.0"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_layer_loads_in_degrees(name):
    layer = load_layer(name)
    assert layer.crs.to_epsg() == 4326
    west, south, east, north = layer.total_bounds
    assert -180 <= west < east <= 180 and -60 < south < north < 84


def test_a_misspelt_layer_gets_the_nearest_name():
    with pytest.raises(DataError, match="Did you mean south_ossetia"):
        load_layer("south_osetia")


def test_a_table_is_no_layer():
    with pytest.raises(DataError, match="no layer called 'places'"):
        load_layer("places")


def test_columns_are_of_the_types_described():
    zones = load_layer("zones_2008")
    assert zones["established_on"].dt.year.between(1992, 2008).all()
    assert zones["accuracy_m"].dropna().between(300, 5000).all()
    assert load_layer("world")["symbol"].dtype == bool


# Writing ------------------------------------------------------------------------------------------------

SQUARE = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])  # clockwise, as RFC 7946 does not want it


def test_written_rings_start_and_run_alike_however_they_were_drawn():
    turned = shapely.Polygon([(1, 1), (0, 1), (0, 0), (1, 0)])
    texts = {geojson([feature(shape, name="a")]) for shape in (SQUARE, turned, shapely.reverse(SQUARE))}
    assert len(texts) == 1
    ring = json.loads(texts.pop())["features"][0]["geometry"]["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw


def test_written_parts_stand_in_one_order():
    far = shapely.transform(SQUARE, lambda xy: xy + 5)
    one, other = shapely.MultiPolygon([SQUARE, far]), shapely.MultiPolygon([far, SQUARE])
    assert geojson([feature(one, name="a")]) == geojson([feature(other, name="a")])


def test_coordinates_have_four_decimals_and_no_negative_zero():
    text = geojson([feature(shapely.Point(-0.00001, 43.123456), name="Ⴀ")])
    assert "[0.0,43.1235]" in text and "Ⴀ" in text and text.endswith("]}\n")


def test_not_a_number_is_refused():
    with pytest.raises(ValueError):
        geojson([feature(shapely.Point(1, 2), name="a", width=float("nan"))])


PROGRAM = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
import build_layers
from layers_write import geojson
sys.stdout.buffer.write(geojson(build_layers.zones(Path(sys.argv[2]))).encode("utf-8"))
"""


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_zones_are_the_same_bytes_in_another_process_folder_and_hash_seed(seed, tmp_path):
    layers = data_dir() / "layers"
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "tools"), str(layers)]
    env = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    made = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True).stdout
    assert made == (layers / "zones_2008.geojson").read_bytes()


def test_zones_follow_the_table(tmp_path):
    for name in ("buffer_zone", "places"):
        text = (data_dir() / "tables" / f"{name}.csv").read_text(encoding="utf-8")
        (tmp_path / f"{name}.csv").write_text(text.replace("2008-10-05", "2008-10-06"), encoding="utf-8", newline="\n")
    edited = geojson(build_layers.zones(data_dir() / "layers", tmp_path))
    assert edited != (data_dir() / "layers" / "zones_2008.geojson").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(NAMES))
def test_descriptors_are_those_of_the_committed_texts_and_files(name):
    texts = json.loads(layers_describe.TEXTS.read_text(encoding="utf-8"))
    assert layers_describe.entry(name, texts, data_dir() / "layers") == resource(name)


def test_describing_layers_leaves_the_other_entries_alone(tmp_path):
    (tmp_path / "layers").symlink_to(data_dir() / "layers")
    old = {"resources": [r for r in package()["resources"] if r["name"] in ("places", "georgia")]}
    (tmp_path / "datapackage.json").write_text(json.dumps(old), encoding="utf-8")
    layers_describe.describe(tmp_path)
    new = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert [r for r in new if r["name"] == "places"] == [r for r in old["resources"] if r["name"] == "places"]
    assert {r["name"] for r in new} == NAMES | {"places"}


# Building -----------------------------------------------------------------------------------------------


def test_a_changed_download_is_refused(tmp_path):
    path = tmp_path / "world-atlas-2.0.2.tgz"
    path.write_bytes(b"not the archive")
    with pytest.raises(ValueError, match=r"world-atlas-2\.0\.2\.tgz differs"):
        layers_fetch.archive(path.name, tmp_path)


def test_a_line_cuts_off_the_smaller_side_although_its_ends_stop_short():
    line = shapely.LineString([(0.3, 0.005), (0.35, 0.5), (0.3, 0.995)])
    assert osm.closed(line, SQUARE).area == pytest.approx(0.325, abs=0.001)


def test_a_hole_with_another_country_in_it_stays_and_a_lake_goes():
    holes = [shapely.box(0.1, 0.1, 0.2, 0.2), shapely.box(0.6, 0.6, 0.8, 0.8)]
    country = shapely.difference(SQUARE, shapely.union_all(holes))
    assert osm.filled(country, [holes[1]]).area == pytest.approx(1 - holes[1].area)


def test_a_lagoon_open_by_a_channel_is_filled_and_a_wide_bay_is_not():
    lagoon, channel = shapely.box(0.8, 0.4, 0.9, 0.5), shapely.box(0.9, 0.44, 1, 0.45)
    bay = shapely.box(0.4, 0, 0.6, 0.3)
    land = SQUARE - lagoon - channel - bay
    filled = shapely.union_all([land, *osm.inlets(land)])
    assert filled.area == pytest.approx((SQUARE - bay).area, abs=1e-3)


def test_simplified_pieces_still_share_every_vertex():
    wavy = [(x / 100, 0.5 + 0.0004 * (x % 3)) for x in range(101)]
    south = shapely.Polygon([(0, 0), *wavy, (1, 0)])
    pieces = {"Abkhazia": south, "rest": shapely.Polygon([(0, 1), *wavy, (1, 1)])}
    simple = osm.simplified(pieces)
    assert shapely.get_num_coordinates(simple["rest"]) < 12
    assert shapely.coverage_is_valid(list(simple.values()))
    assert simple["rest"].intersection(simple["Abkhazia"]).area == 0


def test_a_polygon_over_the_180th_meridian_becomes_two_parts():
    split = layers_world._cut_at_180([[(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)]])
    assert [part.bounds for part in shapely.normalize(split).geoms] == [(170, 0, 180, 10), (-180, 0, -170, 10)]
    assert split.area == 200


def test_strip_keeps_its_width_in_km():
    line = shapely.LineString([(41.8, 42.5), (42.3, 42.5)])  # 41.1 km, with half a circle at each end
    area = area_km2(layers_zones.strip(line, 12), crs="EPSG:4326")
    assert area == pytest.approx(41.1 * 24 + 3.1416 * 144, rel=0.01)


def test_crosswalk_gives_every_state_one_name():
    pairs = {(r["iso3"], r["name"]) for r in layers_world.crosswalk(layers_fetch.INPUTS / "world_iso3.csv")}
    codes = [code for code, _ in pairs if code]
    assert len(codes) == len(set(codes))
    assert {(r["iso3"], r["name"]) for r in rows("states") if r["un_member"]} <= pairs
