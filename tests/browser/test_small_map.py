"""Web maps in a narrow frame: the names of the regions at the regions, buttons beside the map, credits in the frame."""

import pytest
from chromium import LAID_OUT

from courseutils import load_layer
from courseutils.maps import Map, web_map

pytestmark = pytest.mark.full
HIGH = 620  # pixels, the frame of a map in a notebook
# Of each region's name that is shown: how far it stands from its region, and what its line runs through.
REGIONS = """() => [...document.querySelectorAll('.label.region')].filter(e => e.firstChild.style.visibility === 'visible')
.map(label => {
  const name = label.firstChild.getBoundingClientRect(), line = label.querySelector('i'), at = label.getBoundingClientRect();
  const path = document.querySelector(`path[aria-label^="${label.querySelector('span span').textContent.split(' /')[0]}"]`);
  const own = path.getBoundingClientRect(), apart = (a, b, c, d) => Math.max(0, a - d, c - b);
  const long = line.style.display === 'block' ? parseFloat(line.style.width) : 0;
  const turn = parseFloat((line.style.transform.match(/[-.\\d]+/) || [0])[0]);
  const others = [...document.querySelectorAll('.label > span')].filter(e => e.style.visibility === 'visible' && e !== label.firstChild);
  const crossed = others.filter(e => { const r = e.getBoundingClientRect(); for (let far = 0; far < long; far += 1) {
    const x = at.left + far * Math.cos(turn), y = at.top + far * Math.sin(turn);
    if (x > r.left && x < r.right && y > r.top && y < r.bottom) return true; } return false; });
  return { name: label.textContent, far: Math.hypot(apart(name.left, name.right, own.left, own.right),
    apart(name.top, name.bottom, own.top, own.bottom)), crossed: crossed.map(e => e.textContent) };
})"""
UNDER = """() => { const bars = [...document.querySelectorAll('.leaflet-bar')].map(e => e.getBoundingClientRect());
  return [...document.querySelectorAll('.mark, .label > span')].filter(e => { const r = e.getBoundingClientRect();
    return e.style.visibility !== 'hidden' && bars.some(b => r.left < b.right && b.left < r.right && r.top < b.bottom && b.top < r.bottom);
  }).map(e => e.getAttribute('aria-label') || e.textContent); }"""
# The name of the mark that is on top in the middle of a mark.
ON_TOP = """name => { const r = document.querySelector(`.mark[aria-label^="${name}"]`).getBoundingClientRect();
  return document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2).closest('.mark').ariaLabel; }"""


def towns() -> Map:
    """The map of lesson 0."""
    return Map("Georgia and its neighbours", area="georgia").add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Cities")


def places() -> Map:
    """The map of lesson 1: posts without names, and towns with them."""
    return posts_on("georgia").add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Towns").add(["Akhalgori", "Chkhalta"])


def zones() -> Map:
    """The map of two older zones of lesson 5."""
    found = load_layer("zones_2008")
    m = posts_on((41.4, 41.8, 44.7, 43.0))
    return m.add(found[found["item_id"] == "security-zone-1994"], name="Security zone", labels=False)


def posts_on(area) -> Map:
    found = load_layer("zones_2008")
    left = found[(found["kind"] == "post") & (found["removed_on"] <= "2008-10-08")]
    return Map("Places behind paragraphs 2 to 5", area=area).add(left, name="Russian posts", labels=False)


MAPS = {"towns": towns, "places": places, "zones": zones, "bare": lambda: Map("Georgia")}


def opened(page, tmp_path, m, width: int):
    path = tmp_path / "map.html"
    web_map(m).save(str(path))
    page.set_viewport_size({"width": width, "height": HIGH})
    page.goto(path.as_uri())
    page.locator(".folium-map path").first.wait_for(state="attached")
    page.evaluate(LAID_OUT)
    return page


@pytest.mark.parametrize("name", MAPS)
def test_the_names_of_the_regions_stand_at_the_regions(page, tmp_path, name):
    opened(page, tmp_path, MAPS[name](), 1280)
    for width in (1280, 832, 570, 425, 400, 341, 320, 286):
        page.set_viewport_size({"width": width, "height": HIGH})
        page.evaluate(LAID_OUT)
        found = page.evaluate(REGIONS)
        assert len(found) in ((2,) if width >= 425 else (0, 2)), (width, found)
        assert [one for one in found if one["far"] > 10 or one["crossed"]] == [], width


@pytest.mark.parametrize("name", MAPS)
def test_on_a_narrow_map_the_buttons_cover_no_mark_and_no_name(page, tmp_path, name):
    opened(page, tmp_path, MAPS[name](), 341)
    assert page.evaluate(UNDER) == []
    assert page.locator(".tools button, .leaflet-bar a").evaluate_all("all => all.every(e => e.offsetWidth >= 24)")


def test_a_map_with_room_has_its_buttons_one_below_the_other(page, tmp_path):
    opened(page, tmp_path, towns(), 832)
    bars = page.locator(".leaflet-top.leaflet-left .leaflet-bar").all()
    assert len({bar.bounding_box()["x"] for bar in bars}) == 1 < len(bars)


@pytest.mark.parametrize("name", ["places", "zones"])
def test_the_credits_are_seen_in_a_narrow_frame(page, tmp_path, name):
    opened(page, tmp_path, MAPS[name](), 341)
    box = page.locator(".credits").bounding_box()
    assert box["y"] + box["height"] <= HIGH


def test_towns_with_a_name_lie_above_posts_without(page, tmp_path):
    opened(page, tmp_path, places(), 341)
    assert [page.evaluate(ON_TOP, name)[: len(name)] for name in ("Tskhinvali", "Gori", "Zugdidi", "Sukhumi")] == [
        "Tskhinvali", "Gori", "Zugdidi", "Sukhumi",
    ]  # fmt: skip
