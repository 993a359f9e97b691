"""Maps in time in Chromium: the slider and its buttons, what is drawn and said on which day, paper, phone, axe."""

from io import BytesIO

import numpy as np
import pytest
from axe import violations
from chromium import LAID_OUT
from matplotlib.image import imread
from timemaps import LINES, POINTS, ZONES, layer, lesson_map, specimen

from courseutils.maps import Map, web_map

pytestmark = pytest.mark.full
ORANGE = "#c04a00"  # of the first layer of points
MARKS = "all => all.map(e => e.getAttribute('aria-label').split(',')[0])"


@pytest.fixture(scope="module")
def lessons() -> dict[str, Map]:
    return {number: lesson_map(number) for number in ("04", "06")}


def opened(page, tmp_path, m, name="map.html"):
    """Open the saved map; collects requests off the page and errors in page.off and page.wrong."""
    path = tmp_path / name
    web_map(m).save(str(path))
    page.off, page.wrong = [], []
    page.on("request", lambda r: page.off.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.goto(path.as_uri())
    page.get_by_role("slider").wait_for()
    page.evaluate(LAID_OUT)
    return page


def day(page) -> str:
    """The day as the slider says it to a screen reader; the same stands on the page."""
    said = page.get_by_role("slider").get_attribute("aria-valuetext")
    assert page.locator(".time output").inner_text() == said
    return said


def status(page) -> str:
    """What is announced."""
    return page.locator(".time [role=status]").inner_text()


def marks(page) -> list[str]:
    """The names of the marks of the layers that are drawn now; those of the base map have no comma."""
    return sorted(page.eval_on_selector_all('.mark[aria-label*=","]', MARKS))


def go(page, wanted: str):
    """Press Next event until the day is there."""
    for _ in range(60):
        if day(page) == wanted:
            return
        page.get_by_role("button", name="Next event").click()
    raise AssertionError(f"{wanted} never came")


def picture(page):
    return imread(BytesIO(page.locator(".folium-map").screenshot()))[..., :3]


def inked(page, colour: str) -> int:
    """The number of pixels of the map in a colour."""
    rgb = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)]) / 255
    return int((np.abs(picture(page) - rgb).max(axis=2) < 0.02).sum())


def test_it_opens_without_request_or_error_on_the_first_day(page, tmp_path, lessons):
    opened(page, tmp_path, lessons["04"])
    assert page.off == [] and page.wrong == []
    assert day(page) == "1 August 2008"
    assert status(page) == "1 August 2008: 1 shown. Up to and in the war (1): Eredvi."
    assert marks(page) == ["Eredvi"]


def test_the_buttons_go_from_event_to_event_and_back(page, tmp_path):
    opened(page, tmp_path, specimen())
    days = [day(page)]
    ahead, back = (page.get_by_role("button", name=f"{name} event") for name in ("Next", "Previous"))
    assert back.get_attribute("aria-disabled") == "true"
    while ahead.get_attribute("aria-disabled") != "true":
        ahead.click()
        days.append(day(page))
    assert days == [
        "August 2008",
        "7 August 2008",
        "8 August 2008",
        "13 August 2008",
        "20 August 2008",
        "1 September 2008",
    ]
    back.click()
    assert day(page) == "20 August 2008"


def test_at_an_end_a_button_can_still_be_reached_and_does_nothing(page, tmp_path):
    opened(page, tmp_path, specimen())
    back = page.get_by_role("button", name="Previous event")
    back.focus()
    page.keyboard.press("Enter")
    assert day(page) == "August 2008"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Previous event"


def test_the_slider_goes_day_by_day_with_the_keyboard(page, tmp_path):
    opened(page, tmp_path, specimen())
    slider = page.get_by_role("slider", name="Date")
    slider.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    said = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        said.append(day(page))
    assert said == ["2 August 2008", "3 August 2008", "2 August 2008", "1 September 2008", "August 2008"]
    assert status(page).startswith("August 2008: 1 shown. Points (1): Some time in August.")


def test_tab_goes_through_buttons_slider_and_then_the_map(page, tmp_path):
    opened(page, tmp_path, specimen())
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.id"))
    assert names == ["Previous event", "Play", "Next event", "day", "Specimen"]


def test_each_day_has_its_own_marks_and_they_are_drawn(page, tmp_path):
    opened(page, tmp_path, specimen())
    seen = {}
    for wanted in ("7 August 2008", "8 August 2008", "13 August 2008", "1 September 2008"):
        go(page, wanted)
        seen[wanted] = (marks(page), inked(page, ORANGE))
    assert {wanted: names for wanted, (names, _) in seen.items()} == {
        "7 August 2008": ["Exact", "Some time in August"],
        "8 August 2008": ["Clock", "Some time in August"],
        "13 August 2008": ["Some time in August"],
        "1 September 2008": ["Disputed"],
    }
    ink = {wanted: pixels for wanted, (_, pixels) in seen.items()}
    assert ink["7 August 2008"] > ink["13 August 2008"] + 60
    assert ink["8 August 2008"] > ink["13 August 2008"] + 40  # it has a white dot


def test_a_map_without_the_layer_has_none_of_its_pixels(page, tmp_path):
    """The measure of the test above, shown failing: the same map with the layer removed."""
    without = specimen([], zones=ZONES)
    opened(page, tmp_path, without)
    go(page, "7 August 2008")
    assert marks(page) == [] and inked(page, ORANGE) < 5


@pytest.mark.parametrize("rows", [ZONES, LINES], ids=["areas", "lines"])
def test_areas_and_lines_come_and_go_too(page, tmp_path, rows):
    opened(page, tmp_path, specimen([], rows if rows is ZONES else (), rows if rows is LINES else ()))
    named = f'path[aria-label^="{rows[0][0]},"]'
    empty = picture(page)
    assert page.locator(named).count() == 0
    go(page, "7 August 2008")
    assert page.locator(named).count() == 1
    assert np.any(picture(page) != empty, axis=2).sum() > 100
    page.locator(named).focus()
    page.keyboard.press("Enter")
    assert "7 August to 10 September 2008" in page.locator(".leaflet-popup-content").inner_text()


def test_hollow_dotted_and_ringed_marks_look_different_and_are_explained(page, tmp_path):
    opened(page, tmp_path, specimen())
    boxes = {}
    for wanted, name in (("7 August 2008", "Exact"), ("8 August 2008", "Clock"), ("20 August 2008", "Disputed")):
        go(page, wanted)
        boxes[name] = page.locator(f'.mark[aria-label^="{name},"] svg').screenshot()
        boxes["Some time in August"] = page.locator('.mark[aria-label^="Some time"] svg').screenshot()
    middle = {name: imread(BytesIO(png))[12, 12, :3] for name, png in boxes.items()}
    orange, white = np.array([0xC0, 0x4A, 0x00]) / 255, np.ones(3)
    for name, expected in (("Exact", orange), ("Clock", white), ("Some time in August", white), ("Disputed", orange)):
        assert np.abs(middle[name] - expected).max() < 0.03, name
    dark = {name: int((imread(BytesIO(png))[..., :3].max(axis=2) < 0.3).sum()) for name, png in boxes.items()}
    assert dark["Disputed"] > 25 > 5 > dark["Exact"]
    legend = page.locator(".legend").inner_text()
    for text in ("Hollow mark, dashed: only the month", "White dot in a mark: the time", "Mark in a ring: contested"):
        assert text in legend


def test_marks_of_one_place_stand_in_a_row_and_each_can_be_chosen(page, tmp_path, lessons):
    opened(page, tmp_path, lessons["04"])
    go(page, "8 August 2008")
    tskhinvali = page.locator('.mark[aria-label^="Tskhinvali,"]')
    places = [tskhinvali.nth(number).bounding_box() for number in range(tskhinvali.count())]
    assert len(places) == 3 and len({round(place["y"]) for place in places}) == 1
    steps = np.diff(sorted(place["x"] for place in places))
    assert (steps >= 24).all()


def test_a_contested_event_opens_with_every_sides_version(page, tmp_path, lessons):
    opened(page, tmp_path, lessons["04"])
    go(page, "8 August 2008")
    page.locator('.mark[aria-label^="Roki tunnel,"]').focus()
    page.keyboard.press("Enter")
    heads = page.locator(".leaflet-popup-content dt").all_inner_texts()
    assert heads[:4] == ["group", "when", "known", "contested"]
    assert heads[-5:] == ["Georgia", "Abkhazia", "South Ossetia", "Russia", "independent"]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Roki tunnel,")


@pytest.mark.parametrize("width", [320, 375, 800])
def test_a_long_note_stays_inside_the_map_and_can_be_scrolled(page, tmp_path, lessons, width):
    page.set_viewport_size({"width": width, "height": 700})
    opened(page, tmp_path, lessons["04"])
    go(page, "8 August 2008")
    page.locator('.mark[aria-label^="Tskhinvali,"]').nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)
    note, frame = (page.locator(part).bounding_box() for part in (".leaflet-popup-content-wrapper", ".folium-map"))
    assert note["y"] >= frame["y"] and note["y"] + note["height"] <= frame["y"] + frame["height"]
    assert note["x"] >= frame["x"] and note["x"] + note["width"] <= frame["x"] + frame["width"]
    content = page.locator(".leaflet-popup-content")
    hidden = content.evaluate("e => e.scrollHeight - e.clientHeight")
    assert (content.get_attribute("tabindex") == "0") == (hidden > 0)


def test_a_withdrawn_recognition_goes_away_on_its_day(page, tmp_path, lessons):
    opened(page, tmp_path, lessons["06"])
    go(page, "12 July 2013")
    assert status(page) == "12 July 2013: 5 shown. Recognise Abkhazia (5): Nauru, Nicaragua, Russia, Tuvalu, Venezuela."
    assert page.locator('[aria-label^="Tuvalu,"]').count() == 1
    go(page, "31 March 2014")
    assert "Tuvalu" not in status(page) and page.locator('[aria-label^="Tuvalu,"]').count() == 0
    page.get_by_role("slider").focus()
    page.keyboard.press("End")
    assert day(page) == "24 February 2026" and "Syria" in status(page)


def test_labels_come_and_go_with_their_marks(page, tmp_path):
    opened(page, tmp_path, specimen())
    shown = "all => all.filter(e => e.firstChild.style.visibility === 'visible').map(e => e.textContent)"
    go(page, "8 August 2008")
    assert set(page.eval_on_selector_all(".label.added", shown)) == {"Clock", "Some time in August"}
    go(page, "1 September 2008")
    assert page.eval_on_selector_all(".label.added", shown) == ["Disputed"]


def test_play_goes_on_by_itself_and_can_be_paused(page, tmp_path):
    page.clock.install()
    opened_at = tmp_path / "map.html"
    web_map(specimen()).save(str(opened_at))
    page.goto(opened_at.as_uri())
    page.clock.run_for(500)
    page.get_by_role("button", name="Play").click()
    page.clock.run_for(4100)
    assert day(page) == "8 August 2008"
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(10_000)
    assert day(page) == "8 August 2008"
    assert page.get_by_role("button", name="Play").count() == 1


def test_with_reduced_motion_nothing_plays_by_itself(browser, tmp_path):
    context = browser.new_context(reduced_motion="reduce")
    page = opened(context.new_page(), tmp_path, specimen())
    assert not page.get_by_role("button", name="Play").is_visible()
    page.get_by_role("button", name="Next event").click()
    assert day(page) == "7 August 2008"
    context.close()


@pytest.mark.parametrize("number", ["04", "06"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_to_mend(page, tmp_path, lessons, number, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, tmp_path, lessons[number])
    page.get_by_role("button", name="Next event").click(click_count=3)
    page.locator('.mark[aria-label*=","], path[aria-label*=","]').first.press("Enter")
    # While it fades in, a pop-up has less contrast.
    faded_in = "e => Promise.all(e.getAnimations({ subtree: true }).map(a => a.finished)).then(() => true)"
    assert page.locator(".leaflet-popup").evaluate(faded_in)
    nodes = [(v["id"], n["html"][:150]) for v in violations(page) for n in v["nodes"]]
    # pins of places that lie close together: WCAG 2.5.8 exempts them, for their position is what they say
    assert [n for n in nodes if n[0] != "target-size" or 'class="leaflet-marker-icon mark' not in n[1]] == []


@pytest.mark.parametrize("number", ["04", "06"])
@pytest.mark.parametrize("width", [320, 375])
def test_on_a_phone_nothing_is_cut_off(page, tmp_path, lessons, number, width):
    page.set_viewport_size({"width": width, "height": 700})
    opened(page, tmp_path, lessons[number])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for part in page.locator(".time button, .time input, .time output").all():
        box = part.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert all(part.bounding_box()["height"] >= 24 for part in page.locator(".time button, .time input").all())
    assert page.locator(".time").bounding_box()["height"] <= 140
    assert page.locator(".folium-map").bounding_box()["height"] >= 290


def test_on_a_wide_screen_the_control_takes_little_of_the_height(page, tmp_path, lessons):
    opened(page, tmp_path, lessons["04"])
    assert page.locator(".time").bounding_box()["height"] <= 75


def test_the_map_stands_still_while_the_days_change(page, tmp_path, lessons):
    page.set_viewport_size({"width": 375, "height": 700})
    opened(page, tmp_path, lessons["04"])
    tops = set()
    for _ in range(25):
        page.get_by_role("button", name="Next event").click()
        tops.add(page.locator(".folium-map").bounding_box()["y"])
    assert len(tops) == 1


def test_the_printed_page_has_the_day_and_its_map_and_no_buttons(page, tmp_path, lessons):
    opened(page, tmp_path, lessons["04"])
    go(page, "8 August 2008")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    frame, sheet = page.locator(".folium-map").bounding_box(), 794 - 2 * 38  # A4 with the usual margins, in CSS pixels
    assert frame["width"] <= sheet
    for mark in page.locator(".mark").all():
        box = mark.bounding_box()
        assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]
    assert not page.get_by_role("slider").is_visible() and not page.get_by_text("Next event").is_visible()
    assert page.locator(".time output").is_visible() and status(page).startswith("8 August 2008: 5 shown.")
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".folium-map").bounding_box()["width"] > sheet


def test_a_slider_of_months_says_months(page, tmp_path):
    rows = layer(POINTS[2:3]).assign(contested=False)
    opened(page, tmp_path, Map("Months").add(rows, start="from", end="to"))
    assert day(page) == "August 2008"
    page.get_by_role("slider").focus()
    page.keyboard.press("End")
    assert day(page) == "September 2008" and status(page) == "September 2008: Nothing shown."


def test_it_works_in_a_notebook_frame(page, tmp_path):
    (tmp_path / "cell.html").write_text(f"<!DOCTYPE html>{web_map(specimen())._repr_html_()}", encoding="utf-8")
    page.goto((tmp_path / "cell.html").as_uri())
    inner = page.frame_locator("iframe")
    inner.get_by_role("button", name="Next event").click()
    assert inner.get_by_role("slider").get_attribute("aria-valuetext") == "7 August 2008"
    assert inner.locator('.mark[aria-label^="Exact,"]').count() == 1
