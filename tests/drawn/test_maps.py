"""One map in four forms: stamped, offline, the same bytes every time, and different when a layer goes."""

import hashlib
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import folium
import geopandas as gpd
import numpy as np
import pytest
from folium.plugins import HeatMap
from matplotlib.image import imread
from matplotlib_scalebar.scalebar import ScaleBar
from shapely import Point

from courseutils import load_article, load_layer, load_places
from courseutils._atlas import staticbase
from courseutils._atlas.areas import area_of
from courseutils._atlas.scene import scene_of
from courseutils._atlas.towns import shown_towns, variants
from courseutils.buffers import buffer_km
from courseutils.maps import Map, describe_map, show, static_map, static_maps, web_map
from courseutils.viewpoints import NEUTRAL, viewpoint

AREAS = ["georgia", "abkhazia", "shida_kartli", "enguri", "world", (43.7, 41.8, 44.6, 42.3)]
POSTS = ["Karaleti", "Variani", "Ergneti"]
VENDOR = Path(sys.modules["courseutils"].__file__).parent / "_atlas" / "vendor"
BUILD = """
import hashlib
from courseutils.maps import Map, static_map, web_map
m = Map("Posts", area="shida_kartli").add(["Karaleti", "Variani"], name="Posts of 2008")
print(hashlib.sha256(web_map(m).get_root().render().encode()).hexdigest())
print(hashlib.sha256(static_map(m).png(80)).hexdigest())
"""


def posts_map(area="shida_kartli") -> Map:
    circle = gpd.GeoDataFrame(
        {"name": ["15 km round Tskhinvali"]}, geometry=list(buffer_km("Tskhinvali", 15).geometry), crs=4326
    )
    return Map("Where the posts stood", area=area).add(circle, name="15 km").add(POSTS, name="Posts of 2008")


def page(m) -> str:
    return web_map(m).get_root().render()


def pixels(m):
    return imread(BytesIO(static_map(m).png(60)))[..., :3]


def figure_text(figure) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in figure.texts)


@pytest.mark.parametrize("area", AREAS, ids=str)
@pytest.mark.parametrize("view", ["un", "on_the_ground"])
def test_every_form_of_every_map_carries_stamp_and_neutral_sentence(area, view):
    m = Map("A map", viewpoint=view, area=area)
    for form in (figure_text(static_map(m)), page(m), describe_map(m)):
        assert viewpoint(view).stamp in form
        assert NEUTRAL in form


@pytest.mark.parametrize("wrong", [None, "nato", ""])
def test_a_map_without_a_known_viewpoint_cannot_be_made(wrong):
    with pytest.raises(ValueError, match="un"):
        Map("A map", viewpoint=wrong)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("georgja", "georgia"), ((1, 2, 3), "four numbers"), (5, "four numbers"), ((44, 41, 43, 42), "west before east")],
)
def test_a_wrong_area_is_an_error_that_says_what_is_right(wrong, said):
    with pytest.raises(ValueError, match=said):
        Map("A map", area=wrong)


def test_the_recognisers_map_is_only_drawn_beside_the_un_one():
    m = Map("Two", viewpoint="recognisers")
    with pytest.raises(ValueError, match="next to the United Nations one"):
        web_map(m)
    text = figure_text(static_map(m))
    assert viewpoint("un").stamp in text and viewpoint("recognisers").stamp in text
    shown = m._repr_html_()
    assert "<iframe" not in shown
    assert shown.count(viewpoint("un").stamp) == shown.count(viewpoint("recognisers").stamp) == 2


def test_columns_may_be_called_by_numbers():
    posts = gpd.GeoDataFrame({0: ["Karaleti"], 1: ["left"]}, geometry=[Point(44.09, 42.06)], crs=4326)
    m = Map("Posts", area="shida_kartli").add(posts, name="Posts", label=0, columns=[1])
    assert "Karaleti" in describe_map(m) and "left" in describe_map(m)
    assert "Karaleti" in web_map(m)._repr_html_() and static_map(m).alt


def test_layers_without_crs_features_or_columns_are_refused_with_advice():
    bare = gpd.GeoDataFrame({"name": ["a"]}, geometry=[Point(44, 42)])
    wrong = {
        "set_crs": (bare, {}),
        "matched no row": (bare.set_crs(4326)[:0], {}),
        "no feature": (gpd.GeoDataFrame({"name": ["a"]}, geometry=[None], crs=4326), {}),
        "no column": (bare.set_crs(4326), {"columns": ["dates"]}),
        "GeoDataFrame": (bare["name"], {}),
        "no style": (bare.set_crs(4326), {"style": "dot"}),
        "is no colour": (bare.set_crs(4326), {"colour": "none"}),
        "several columns 'name'": (
            gpd.GeoDataFrame([["a", "b"]], columns=["name"] * 2, geometry=[Point(44, 42)], crs=4326),
            {},
        ),
        r"no column 'dates'\. Did you mean date": (
            bare.assign(**{"date": 1}).rename(columns={"name": 0}).set_crs(4326),
            {"columns": ["dates"]},
        ),
    }
    for said, (data, more) in wrong.items():
        with pytest.raises(ValueError, match=said):
            Map("A map").add(data, **more)


def test_points_in_any_crs_land_on_the_same_spot():
    degrees = gpd.GeoDataFrame({"name": ["Post"]}, geometry=[Point(44.095, 42.06)], crs=4326)
    assert page(Map("A").add(degrees.to_crs(32638))) == page(Map("A").add(degrees))


def test_the_table_holds_what_was_added_first_and_then_the_base_map():
    zones = load_layer("zones_2008")
    posts = zones[zones.geom_type == "Point"]
    m = Map("Posts").add(posts, name="Posts", columns=["removed_on"])
    table = m.table()
    assert list(table.columns) == ["name", "kind", "group", "removed_on", "note"]
    assert list(table["name"][: len(posts)]) == list(posts["name"])
    assert set(table["group"][len(posts) :]) == {"Base map"}
    assert len(m.table(base=False)) == len(posts)


def test_a_town_that_was_added_is_not_shown_twice():
    table = Map("Towns").add(["Gori"], name="Towns").table()
    assert list(table["name"]).count("Gori") == 1


def test_the_words_say_which_places_where_and_how_many():
    words = describe_map(posts_map())
    assert "Posts of 2008 (3): Karaleti (8 km north of Gori)" in words
    assert "707 km²" in words
    assert "August to 8 October 2008, approximate" in words
    assert "map of" not in words.lower()


def test_the_image_has_the_words_as_alternative_text():
    m = posts_map()
    assert static_map(m).alt == describe_map(m)
    assert 'alt="Where the posts stood. ' in static_map(m)._repr_html_()


def test_removing_a_layer_changes_the_picture_and_the_page():
    full, bare = pixels(posts_map()), pixels(Map("Where the posts stood", area="shida_kartli"))
    height = min(len(full), len(bare)) // 2
    assert np.mean(np.any(full[:height] != bare[:height], axis=2)) > 0.01
    assert len(page(posts_map())) > len(page(Map("Where the posts stood", area="shida_kartli")))


@pytest.mark.parametrize("area", ["georgia", "abkhazia", "shida_kartli", "enguri"])
def test_both_regions_are_hatched_and_change_the_picture(area, monkeypatch):
    with_regions = pixels(Map("A", area=area))
    monkeypatch.setattr("courseutils._atlas.staticbase.HATCHES", {"abkhazia": "", "south_ossetia": ""})
    assert np.mean(np.any(with_regions != pixels(Map("A", area=area)), axis=2)) > 0.005


def test_no_label_or_legend_runs_out_of_the_figure():
    for m in (posts_map(), posts_map("georgia")):
        figure = static_map(m)
        box = figure.get_tightbbox(figure.canvas.get_renderer())
        width, height = figure.get_size_inches()
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height


def test_a_long_legend_text_is_broken_and_stays_in_the_figure():
    figure = static_map(posts_map().add(["Gori"], name="A long name of a layer, " * 9))
    box = figure.get_tightbbox(figure.canvas.get_renderer())
    assert box.x0 >= 0 and box.x1 <= figure.get_size_inches()[0]
    broken = [text.get_text() for text in figure.legends[0].get_texts() if "\n" in text.get_text()]
    assert len(broken) == 1


@pytest.mark.parametrize("area", AREAS[:4])
def test_towns_of_both_regions_carry_their_local_names_alike(area):
    m = Map("Names", area=area)
    shown = [text.get_text() for text in static_map(m).axes[0].texts]
    towns = [t for t in shown_towns(m) if t["name_local"] and t["kind"] in ("capital", "town", "port")]
    assert len(towns) >= 3
    for town in towns:
        label = next(text for text in shown if text.startswith(town["name"] + "\n"))
        assert label.replace("\n", " · ").split(" · ")[1:] == variants(town).split(" · ")


def test_no_map_shows_local_names_where_they_are_short_of_room():
    wide = static_map(Map("A wide window", area=(41.4, 41.8, 44.7, 43.0)))
    assert not any("Гал" in t.get_text() or "Цхинвал" in t.get_text() for t in wide.axes[0].texts)


def test_two_maps_stand_side_by_side():
    figure = static_maps([Map("One"), Map("Two", viewpoint="on_the_ground")])
    assert len(figure.axes) >= 2 and {"One", "Two"} <= {text.get_text() for text in figure.texts}


@pytest.mark.parametrize("area", AREAS, ids=str)
def test_a_web_map_is_light_and_asks_nothing_of_the_internet(area):
    html = page(Map("A map", area=area).add(POSTS, name="Posts"))
    assert len(html.encode()) <= (500_000 if area == "world" else 250_000)
    assert not re.search(r'(?:src|href)\s*=\s*"(?:https?:)?//', html)
    assert not re.search(r"""<script[^>]+src=|<link[^>]+href=|@import|url\(['"]?(?:https?:|//|images)""", html)


def test_a_world_map_with_all_states_stays_under_500_kb():
    world = load_layer("world")
    m = Map("All", area="world").add(world[::2], name="Half").add(world[1::2], name="Other half")
    assert len(page(m).encode()) <= 500_000


def test_the_page_has_language_title_one_heading_and_allows_zoom():
    html = page(Map("Places & names"))
    assert '<html lang="en">' in html and "<title>Places &amp; names</title>" in html
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["Places &amp; names"]
    assert "user-scalable" not in html and "maximum-scale" not in html


def test_text_from_data_cannot_break_out_of_the_page():
    nasty = gpd.GeoDataFrame({"name": ["</script><script>alert(1)</script>"]}, geometry=[Point(44, 42)], crs=4326)
    assert "<script>alert" not in page(Map('"><script>alert(2)</script>').add(nasty, name="<script>alert(3)"))


def test_the_notebook_frame_has_a_title():
    assert web_map(Map("Places"))._repr_html_().startswith('<iframe title="Places" srcdoc=')


def test_folium_parts_can_be_added_and_those_from_the_internet_are_refused():
    m = web_map(Map("A map"))
    folium.CircleMarker((42, 44), popup="Here").add_to(m)
    assert "L.circleMarker" in m.get_root().render()
    HeatMap([(42, 44)]).add_to(m)
    with pytest.raises(ValueError, match="needs the internet"):
        m.get_root().render()


def test_making_a_map_leaves_folium_as_it_was():
    before = (list(folium.Map.default_js), list(folium.Map.default_css))
    page(Map("A map"))
    assert (list(folium.Map.default_js), list(folium.Map.default_css)) == before
    assert folium.Map().get_name() != folium.Map().get_name()


def test_rendering_twice_gives_the_same_page():
    m = web_map(posts_map())
    assert m.get_root().render() == m.get_root().render()


def test_two_processes_with_other_hash_seeds_build_the_same_bytes(tmp_path):
    def build(seed):
        source = str(Path(__file__).resolve().parents[2] / "src")
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": source, "PATH": "/usr/bin", "HOME": str(tmp_path)}
        return subprocess.run([sys.executable, "-c", BUILD], env=env, capture_output=True, check=True).stdout

    assert build("1") == build("2")


def test_outside_a_notebook_show_gives_words_and_table_as_text():
    text = show(posts_map())
    assert text.startswith("Where the posts stood.") and "Karaleti" in text


def test_a_notebook_gets_web_map_image_words_and_table():
    html = posts_map()._repr_html_()
    assert "<iframe title=" in html and '<img alt="' in html and "<summary>" in html


def test_the_article_stands_beside_a_map(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))  # a workbook without an original
    pair = load_article().show(4, 5).beside(Map("Where it was"))
    page = pair._repr_html_()
    assert page.index("Paragraph 4") < page.index("Where it was")
    assert "Paragraph 3" not in page
    assert "<img alt=" in page
    assert "Paragraph 5" in repr(pair)
    assert "Convention: United Nations practice" in repr(pair)


def test_vendored_files_are_the_ones_named_in_the_readme():
    named = dict(
        re.findall(r"(?m)^\| ([\w./-]+) \| ([0-9a-f]{64}) \|", (VENDOR / "README.md").read_text(encoding="utf-8"))
    )
    files = {
        p.relative_to(VENDOR).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in VENDOR.rglob("*")
        if p.is_file() and p.name != "README.md"
    }
    assert files == named


@pytest.mark.parametrize("area", [(44, 42, 44.05, 42.05), (46.9, 44, 47.2, 44.3)])
def test_a_window_without_a_border_or_without_georgia_is_drawn(area):
    m = Map("A small window", area=area)
    assert len(static_map(m).png()) > 10_000
    assert "leaflet" in web_map(m)._repr_html_().lower()


@pytest.mark.parametrize("area", ["world", (-3, 35, 55, 60)])
def test_the_sea_reaches_as_far_as_land_is_drawn(area):
    scene = scene_of(area_of(area), 1500)
    sea, land = scene.frame.bounds, np.array([shape.bounds for shape in scene.land.values()])
    assert (land[:, 2] <= sea[2] + 1).all() and (land[:, 3] <= sea[3] + 1).all()


def test_the_table_calls_a_seat_a_capital_where_the_convention_does():
    cities = load_places(kind="capital")
    seats = {"Tbilisi": "capital of a UN member state"} | dict.fromkeys(
        ("Sukhumi", "Tskhinvali"), "seat of de facto authorities"
    )
    for view, kinds in {"un": seats, "recognisers": dict.fromkeys(seats, "capital in this convention")}.items():
        for made in (Map("Base", viewpoint=view), Map("Added", viewpoint=view).add(cities, name="Cities")):
            table = made.table().set_index("name")["kind"]
            assert {name: table[name] for name in kinds} == kinds


# What cannot be drawn ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "made", [["Gori"], "Georgia", None, load_places(kind="capital")], ids=lambda made: type(made).__name__
)
@pytest.mark.parametrize(
    "use", [static_map, web_map, describe_map, show, lambda m: static_maps([m]), lambda m: load_article().beside(m)]
)
def test_what_is_no_map_gets_a_sentence(use, made):
    with pytest.raises(ValueError, match=r"^A Map is needed here, but this is a \w+\. Make one: m = Map"):
        use(made)


@pytest.mark.parametrize("spot", [Point(500_000, 4_600_000), Point(float("inf"), 42), Point(44, -91)])
def test_metres_called_degrees_get_a_sentence_before_anything_is_drawn(spot):
    with pytest.raises(ValueError, match=r"is no longitude and latitude\. Are the numbers metres\?"):
        Map("Posts").add(gpd.GeoSeries([spot, Point(44, 42)], crs=4326))


@pytest.mark.parametrize(
    ("bounds", "says"),
    [
        ((5.5, 45.8, 6.8, 46.6), "Around Georgia the map reaches from 38.5 to 47.5 degrees east"),  # Geneva
        ((27, 40, 42, 47), "with Georgia in it over 3,000 km"),  # the Black Sea
        ((38, 41, 46, 44), "coarse map only"),
        ((166.5, -1, 167.5, 0), "coarse map only"),
        ((179, -20, 180, -15), "106 km wide and 556 km high: too narrow"),
        ((44, 40.3, 44.2, 44.5), "too narrow for a picture"),
        ((-10, 88, 10, 90), "too narrow for a picture"),
    ],
)
def test_a_window_of_which_there_is_no_map_gets_a_sentence(bounds, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        Map("Far away", area=bounds)


def test_a_wide_window_elsewhere_shows_land_and_sea_and_no_scale():
    figure = static_map(Map("The Balkans", area=(13, 39, 30, 47)))
    pixels = imread(BytesIO(figure.png(dpi=50)))
    for colour in (staticbase.SEA, staticbase.LAND):
        rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        assert (np.abs(pixels[..., :3] - rgb).max(axis=-1) < 0.02).mean() > 0.1
    assert not any(isinstance(artist, ScaleBar) for artist in figure.axes[0].artists)
    assert any(isinstance(artist, ScaleBar) for artist in static_map(Map("Georgia")).axes[0].artists)
