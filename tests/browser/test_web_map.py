"""Web maps in Chromium, as saved files: no request, drawn, named, reachable by keyboard, clean for axe."""

from io import BytesIO

import geopandas as gpd
import numpy as np
import pytest
from axe import violations
from chromium import LAID_OUT
from letters import NAMES, lost
from matplotlib.image import imread

from courseutils import load_layer, load_places, load_table
from courseutils.buffers import buffer_km
from courseutils.maps import Map, web_map

pytestmark = pytest.mark.full
AREAS = ["georgia", "abkhazia", "shida_kartli", "enguri", "world"]
VS_CODE_RULES = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
NAMED = '.folium-map [role="button"][aria-label]'


def posts_map(area="shida_kartli") -> Map:
    circle = gpd.GeoDataFrame(
        {"name": ["15 km round Tskhinvali"]}, crs=4326, geometry=list(buffer_km("Tskhinvali", 15).geometry)
    )
    m = Map("Where the posts stood", area=area).add(circle, name="15 km round Tskhinvali")
    return m.add(["Karaleti", "Variani"], name="Posts of 2008")


def world_map() -> Map:
    world = load_layer("world")
    return Map("Two states", area="world").add(world[world["name"].isin(["Russia", "Nauru"])], name="Two")


def opened(page, tmp_path, m, name="map.html"):
    """Open the saved map; collects requests off the page and errors in page.off and page.wrong."""
    path = tmp_path / name
    web_map(m).save(str(path))
    page.off, page.wrong = [], []
    page.on("request", lambda r: page.off.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.goto(path.as_uri())
    page.wait_for_selector(".folium-map path", state="attached")
    page.evaluate(LAID_OUT)
    return page


def picture(page):
    return imread(BytesIO(page.locator(".folium-map").screenshot()))[..., :3]


@pytest.mark.parametrize("area", AREAS)
def test_a_saved_map_is_drawn_without_any_request_or_error(page, tmp_path, area):
    opened(page, tmp_path, world_map() if area == "world" else posts_map(area))
    assert page.off == [] and page.wrong == []
    assert page.locator(".folium-map path").count() >= 8
    colours = np.unique((picture(page) * 255).astype(int) @ [65536, 256, 1])
    assert len(colours) > 20


def test_the_page_names_itself(page, tmp_path):
    opened(page, tmp_path, posts_map())
    assert page.title() == "Where the posts stood"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").all_inner_texts() == ["Where the posts stood"]
    box = page.locator(".folium-map")
    assert box.get_attribute("role") == "region" and box.get_attribute("aria-label") == "Where the posts stood"
    assert "Karaleti" in page.locator("#" + box.get_attribute("aria-describedby")).text_content()


def test_a_missing_layer_is_noticed_in_paths_and_pixels(page, tmp_path):
    opened(page, tmp_path, posts_map())
    paths, full = page.locator(".folium-map .leaflet-overlay-pane path").count(), picture(page)
    bare = Map("Where the posts stood", area="shida_kartli").add(["Karaleti", "Variani"], name="Posts of 2008")
    opened(page, tmp_path, bare, "bare.html")
    assert page.locator(".folium-map .leaflet-overlay-pane path").count() < paths
    less = picture(page)
    height, width = min(len(full), len(less)), 600
    assert np.mean(np.any(full[:height, :width] != less[:height, :width], axis=2)) > 0.01


def test_the_regions_are_hatched_in_opposite_directions(page, tmp_path):
    opened(page, tmp_path, Map("Georgia"))
    turns = page.eval_on_selector_all("pattern", "all => all.map(p => p.getAttribute('patternTransform').trim())")
    assert sorted(turns) == ["rotate(-45)", "rotate(45)"]
    assert page.locator('path[fill^="url(#"]').count() == 2


def test_boundary_lines_are_dashed_and_the_state_border_is_not(page, tmp_path):
    opened(page, tmp_path, Map("Georgia"))
    dashes = page.eval_on_selector_all(
        '.folium-map path[stroke="#1a1a1a"]', "all => all.map(p => p.getAttribute('stroke-dasharray'))"
    )
    assert sorted(dashes, key=str) == ["5 3", None, None]


@pytest.mark.parametrize("area", ["georgia", "shida_kartli", "world"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_to_mend(page, tmp_path, area, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, tmp_path, world_map() if area == "world" else posts_map(area))
    nodes = [(v["id"], n["html"][:150]) for v in violations(page) for n in v["nodes"]]
    assert [node for node in nodes if not _pin(*node)] == []


def _pin(rule, html) -> bool:
    """Pins of places that lie close together: WCAG 2.5.8 exempts them, for their position is what they say."""
    return rule == "target-size" and 'class="leaflet-marker-icon mark' in html


def test_the_tab_key_reaches_every_named_feature_with_a_visible_focus(page, tmp_path):
    opened(page, tmp_path, posts_map())
    expected = set(page.eval_on_selector_all(NAMED, "all => all.map(e => e.getAttribute('aria-label'))"))
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        label, outline = page.evaluate(
            "[document.activeElement.getAttribute('aria-label'), getComputedStyle(document.activeElement).outlineWidth]"
        )
        assert label is None or outline == "3px", label
        reached.add(label)
    assert expected <= reached
    assert {"Karaleti, Posts of 2008", "15 km round Tskhinvali, 15 km round Tskhinvali"} <= expected


@pytest.mark.parametrize(
    "label", ["Karaleti, Posts of 2008", "South Ossetia / Tskhinvali Region, control and status disputed"]
)
def test_enter_opens_the_pop_up_and_escape_closes_it_and_keeps_the_place(page, tmp_path, label):
    opened(page, tmp_path, posts_map())
    page.locator(f'[aria-label="{label}"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup-content")
    assert label.split(",")[0] in page.locator(".leaflet-popup-content").inner_text()
    assert label.split(",")[0] in page.locator('[role="status"]').text_content()
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup-content", state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == label


def test_each_name_in_a_pop_up_says_its_language(page, tmp_path):
    opened(page, tmp_path, posts_map())
    page.locator('[role=button][aria-label="Tskhinvali"]').press("Enter")
    names = page.locator(".leaflet-popup-content dd span")
    found = names.evaluate_all("spans => spans.map(span => [span.lang, span.textContent])")
    assert found == [["ka", "ცხინვალი"], ["os", "Цхинвал"], ["ru", "Цхинвали"]]
    assert page.locator(".leaflet-popup-content dd").inner_text() == "ცხინვალი · Цхинвал · Цхинвали"


@pytest.mark.parametrize("width", [320, 1280])
def test_labels_that_are_shown_do_not_cover_each_other(page, tmp_path, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, tmp_path, posts_map())
    boxes = page.eval_on_selector_all(
        ".label > span",
        """all => all.filter(e => e.style.visibility === 'visible')
        .map(e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom, e.innerText]; })""",
    )
    assert len(boxes) >= 5
    pairs = [
        (a[4], b[4])
        for n, a in enumerate(boxes)
        for b in boxes[:n]
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
    ]
    assert pairs == []


LABELS = (
    """all => all.filter(e => e.firstChild.style.visibility === 'visible').map(e => [e.className, e.textContent])"""
)


def names_shown(page, kind) -> set:
    """The texts of the labels of one kind that are to be seen."""
    found = page.eval_on_selector_all(".label", LABELS)
    return {text for classes, text in found if kind in classes.split()}


@pytest.mark.parametrize("width", [320, 400, 570, 830, 1280])
@pytest.mark.parametrize("area", ["georgia", (41.4, 41.8, 44.7, 43.0)], ids=str)
def test_both_regions_are_named_or_neither(page, tmp_path, width, area):
    page.set_viewport_size({"width": width, "height": 620})
    zones = load_layer("zones_2008")
    opened(page, tmp_path, Map("Posts", area=area).add(zones[zones["kind"] == "post"], name="Posts", labels=False))
    assert len(names_shown(page, "region")) in ((2,) if width >= 570 else (0, 2))


@pytest.mark.parametrize("width", [800, 830, 1280])
def test_every_post_of_the_lesson_is_named(page, tmp_path, width):
    page.set_viewport_size({"width": width, "height": 620})
    zone, places = load_table("buffer_zone"), load_places(admin="Shida Kartli")
    posts = places[places["place_id"].isin(zone[zone["kind"] == "post"]["place_id"])]
    assert len(posts) >= 8
    opened(page, tmp_path, Map("Posts", area="shida_kartli").add(posts, name="Posts"))
    assert names_shown(page, "added") == set(posts["name"])


def test_a_narrow_window_needs_no_scrolling_sideways(page, tmp_path):
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page, tmp_path, posts_map())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".folium-map").bounding_box()["height"] >= 300
    assert "Convention: " in page.locator(".stamp").inner_text()


def test_it_is_drawn_inside_a_notebook_frame_under_the_rules_of_vs_code(page, tmp_path):
    frame = web_map(posts_map())._repr_html_()
    rules = f'<meta http-equiv="Content-Security-Policy" content="{VS_CODE_RULES}">'
    (tmp_path / "cell.html").write_text(
        f"<!DOCTYPE html><head>{rules}</head><body>{frame}</body>", encoding="utf-8", newline="\n"
    )
    page.goto((tmp_path / "cell.html").as_uri())
    inner = page.frame_locator('iframe[title="Where the posts stood"]')
    inner.locator(".folium-map path").first.wait_for(state="attached")
    assert inner.locator(".folium-map .leaflet-overlay-pane path").count() >= 8


def test_names_in_four_scripts_are_drawn_and_a_letter_without_a_form_would_be_noticed(page, tmp_path):
    table = load_places()
    chosen, m = table[table["name"].isin(["Sukhumi", "Ochamchire", "Tskhinvali", "Gori"])], Map("Names", area="georgia")
    for column in ("name_ka", "name_ru", "name_local"):
        m.add(chosen, name=column, label=column)
    opened(page, tmp_path, m)
    shown = " ".join(page.locator(".label").all_text_contents())
    assert [script for script, names in NAMES.items() if not any(name and name in shown for name in names)] == []
    assert lost(page, ".label *, .label, .legend") == ""
    page.locator(".label div, .label span").first.evaluate("e => { e.textContent = 'Gori\u0378' }")
    assert lost(page, ".label *") == "\u0378"


def test_a_name_is_shown_as_text_and_never_run(page, tmp_path):
    name = '<img src=x onerror="document.title=1">'
    spot = gpd.GeoDataFrame({"name": [name]}, geometry=gpd.points_from_xy([44.1], [42.1]), crs="EPSG:4326")
    opened(page, tmp_path, Map("Names", area="shida_kartli").add(spot, name="One place"))
    page.locator("[aria-label*=onerror]").first.hover(force=True)
    page.locator(".leaflet-tooltip").first.wait_for()
    page.wait_for_timeout(300)
    assert page.title() != "1" and page.locator("img[src=x]").count() == 0
