"""The reader in Chromium, by what it does: what is in view, what has focus, what is announced, what is on paper."""

import json
import re
import time
from itertools import pairwise

import pytest
from axe import violations
from chromium import come_true

from courseutils import load_article, reader

pytestmark = pytest.mark.full
VS_CODE_RULES = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
INSIDE = ("Abkhazia", "South Ossetia", "Georgia")
DATA = re.compile(r'(<script type="application/json" id="reader-data">)(.*?)(</script>)', re.DOTALL)
# Window of each place that the map holds whole: its path, in pixels of the map.
SEEN = """name => {
  const path = document.querySelector(`path[aria-label^="${name},"]`), box = document.querySelector('#map');
  if (!path) return null;
  const p = path.getBoundingClientRect(), m = box.getBoundingClientRect();
  return { inside: p.left >= m.left - 4 && p.right <= m.right + 4 && p.top >= m.top - 4 && p.bottom <= m.bottom + 4,
    met: p.left < m.right && p.right > m.left && p.top < m.bottom && p.bottom > m.top, lit: path.classList.contains('lit'),
    drawn: path.getAttribute('stroke') !== 'none' || +path.getAttribute('fill-opacity') > 0 };
}"""


@pytest.fixture(scope="module")
def html():
    return reader().html


@pytest.fixture
def show(page, tmp_path, html):
    """Opens a page as a saved file; collects requests and errors in page.off and page.wrong.

    The map jumps, as for a reader who asks for less motion; with ``still=False`` it moves as it does for others.
    """

    def opened(text=html, width=1280, height=900, still=True):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(reduced_motion="reduce" if still else "no-preference")
        page.off, page.wrong = [], []
        page.on("request", lambda r: page.off.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
        path = tmp_path / "reader.html"
        path.write_text(text, encoding="utf-8", newline="\n")
        page.goto(path.as_uri())
        page.locator("#map path").first.wait_for(state="attached")
        settled(page)
        return page

    return opened


def settled(page):
    """Wait until the map stands still."""
    come_true(
        page,
        "() => { const m = window.readerMap, b = m && m.getBounds().toBBoxString(); const still = b === window.lastBox;"
        "window.lastBox = b; return still && !document.querySelector('.leaflet-zoom-anim') }",
        pause=150,
    )


def moved(page, act):
    """Do what moves the map and wait until it has arrived; a zoom begins only some frames after the act."""
    # In braces, for the map itself must not be the result: all that hangs on it would be sent.
    page.evaluate("() => { window.arrived = false; readerMap.once('moveend', () => { window.arrived = true }) }")
    act()
    come_true(page, "window.arrived")
    settled(page)


def choose(page, number):
    moved(page, page.locator(f'.pick[data-number="{number}"]').click)


def announced(page) -> str:
    return page.locator("#said").text_content()


def must_show(page, whole, partly=()):
    """The places are on the map: whole ones inside its frame, others in part, each lit and drawn."""
    for name in (*whole, *partly):
        seen = page.evaluate(SEEN, name)
        assert seen, f"{name} is not on the map"
        assert seen["met"] and seen["lit"], (name, seen)
        assert seen["inside"] and seen["drawn"] if name in whole else True, (name, seen)


# What is in view


def test_a_saved_page_opens_without_any_request_or_error(show):
    start = time.perf_counter()
    page = show()
    assert time.perf_counter() - start < 10
    for number in range(7):
        choose(page, number)
    assert page.off == [] and page.wrong == []


@pytest.mark.parametrize("width, height, still", [(1280, 900, False), (900, 700, True), (375, 740, True)])
def test_each_paragraph_moves_the_map_to_its_places(show, width, height, still):
    page = show(width=width, height=height, still=still)
    views = set()
    for p in load_article():
        choose(page, p.number)
        regions = [n for n in p.places if n in INSIDE[:2]] or [n for n in p.places if n == "Georgia"]
        must_show(page, regions, [n for n in p.places if n in ("Georgia", "Russia") and n not in regions])
        lit = page.eval_on_selector_all("#map path.lit", "all => all.length")
        assert lit == len([n for n in p.places if n in (*INSIDE, "Russia")]), p.number
        views.add(page.evaluate("readerMap.getBounds().toBBoxString()"))
    assert len(views) >= 4
    assert page.off == [] and page.wrong == []


def test_the_check_of_what_is_in_view_fails_without_the_places(show, html):
    def without(match):
        data = json.loads(match[2])
        data["map"]["shapes"] = [item for item in data["map"]["shapes"] if "feature" not in item]
        return match[1] + json.dumps(data).replace("<", "\\u003c") + match[3]

    page = show(DATA.sub(without, html))
    choose(page, 4)
    assert page.locator("#map path").count() >= 8  # the base map is still there
    with pytest.raises(AssertionError, match="Abkhazia is not on the map"):
        must_show(page, ["Abkhazia", "South Ossetia"])


def test_the_check_of_what_is_in_view_fails_when_the_map_stays(show, html):
    def unmoved(match):
        data = json.loads(match[2])
        for item in data["paragraphs"].values():
            item["view"] = [[41.0, 44.9], [41.5, 45.5]]
        return match[1] + json.dumps(data).replace("<", "\\u003c") + match[3]

    page = show(DATA.sub(unmoved, html))
    choose(page, 4)
    with pytest.raises(AssertionError):
        must_show(page, ["Abkhazia", "South Ossetia"])


def test_what_stands_beside_a_paragraph_opens_and_closes(show):
    page = show()
    assert page.locator(".beside:visible").count() == 0
    choose(page, 4)
    beside = page.locator(".beside:visible")
    assert beside.count() == 1 and beside.get_attribute("id") == "beside-4"
    assert "Eduard Kokoity" in beside.inner_text() and "statement of fact, contested" in beside.inner_text()
    assert page.locator('.pick[aria-expanded="true"]').all_inner_texts() == ["Paragraph 4"]
    beside.locator("summary").first.click()
    names = beside.locator("details[open] dt").all_inner_texts()
    assert names == ["Georgian", "Abkhaz", "South Ossetian", "Russian", "Independent findings"]
    choose(page, 4)
    assert page.locator(".beside:visible").count() == 0
    assert announced(page) == "No paragraph chosen. The map shows all of Georgia."


def test_a_click_on_the_text_chooses_its_paragraph_and_marking_text_does_not(show):
    page = show()
    page.locator("#p3 .words").click(position={"x": 300, "y": 8})
    assert announced(page).startswith("Paragraph 3:")
    page.locator("#p0 .words").dblclick(position={"x": 60, "y": 8})  # first click chooses, the second marks a word
    assert page.evaluate("String(getSelection()).trim().length") > 0


def test_the_dates_of_a_paragraph_are_lit_and_told(show):
    page = show()
    choose(page, 1)
    lit = set(page.eval_on_selector_all(".at.lit", "all => all.map(e => e.dataset.event)"))
    assert lit == {"2008-08-12d", "2008-09-08", "2008-10-15a", "2008-11-18"}
    assert "8 September 2008" in page.locator("#dates").inner_text()
    inside = page.evaluate(
        """() => { const l = document.querySelector('.line').getBoundingClientRect();
        return [...document.querySelectorAll('.at, .tick, .flag')].every(e => {
            const r = e.getBoundingClientRect(); return r.left >= l.left - 2 && r.right <= l.right + 6; }) }"""
    )
    assert inside


def test_what_lies_outside_the_map_is_said_and_marked_on_the_wider_map(show):
    page = show()
    choose(page, 1)
    assert "Geneva: outside this map" in announced(page)
    assert page.locator(".wider .dot.lit").count() == 1
    page.locator('.chosen .place[data-place="Geneva"]').click()
    assert announced(page).startswith("Geneva is named in paragraph 1. It lies outside this map")
    choose(page, 5)
    assert page.locator('.wider path.lit[data-place="United States"]').count() == 1
    assert page.locator(".wider .dot.lit").count() == 0


# From a place to the paragraphs


def marked(page) -> list[str]:
    return page.eval_on_selector_all(".para.named", "all => all.map(e => e.id)")


def expected(name) -> list[str]:
    return [f"p{p.number}" for p in load_article() if name in p.places]


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_place_on_the_map_marks_every_paragraph_that_names_it(show, key):
    page = show()
    for name in (*INSIDE, "Russia"):
        page.locator(f'#map path[aria-label^="{name},"]').focus()
        page.keyboard.press(key)
        page.locator(".leaflet-popup-content").wait_for()
        assert marked(page) == expected(name) != []
        tags = page.locator(".tag:visible").all_inner_texts()
        assert tags == [f"names {name}"] * len(expected(name))
        assert announced(page).startswith(f"{name} is named in ")
        page.keyboard.press("Escape")
        page.locator(".leaflet-popup-content").wait_for(state="detached")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(name + ",")


def test_a_click_on_the_map_marks_too(show):
    page = show()
    spot = page.evaluate(
        "() => { const p = readerMap.latLngToContainerPoint([43.05, 41.3]); const r = document.querySelector('#map')"
        ".getBoundingClientRect(); return [r.left + p.x, r.top + p.y] }"
    )
    page.mouse.click(*spot)
    assert marked(page) == expected("Abkhazia")


def test_a_place_in_the_list_moves_the_map_and_is_let_go_again(show):
    page = show(still=False)
    choose(page, 4)
    chip = page.locator('.chosen .place[data-place="South Ossetia"]')
    moved(page, chip.click)
    must_show(page, ["South Ossetia"])
    assert marked(page) == expected("South Ossetia") and chip.get_attribute("aria-pressed") == "true"
    chip.click()
    assert marked(page) == [] and chip.get_attribute("aria-pressed") == "false"
    assert announced(page).startswith("Paragraph 4:")


# Words


def test_a_word_opens_its_meaning_escape_closes_it_and_focus_returns(show):
    page = show()
    word = page.locator("#p4 .words .term", has_text="buffer zone")
    word.focus()
    page.keyboard.press("Enter")
    box = page.locator(".meaning:popover-open")
    assert "security zone" in box.inner_text() and "First used in lesson 5" in box.inner_text()
    assert page.evaluate("document.activeElement.id") == box.get_attribute("id")
    name = page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-labelledby')).textContent")
    assert name == "buffer zone"
    page.keyboard.press("Escape")
    assert page.locator(".meaning:popover-open").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "buffer zone"
    assert page.locator(".pick[aria-expanded=true]").count() == 0  # the word did not choose its paragraph


def test_a_meaning_closes_by_its_button_and_by_a_click_elsewhere(show):
    page = show()
    word = page.locator("#p5 .words .term", has_text="Security Council")
    word.click()
    page.locator(".meaning:popover-open button").click()
    assert page.locator(".meaning:popover-open").count() == 0
    word.click()
    page.locator("h1").click()
    assert page.locator(".meaning:popover-open").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_every_meaning_opens_inside_the_window(show, width):
    page = show(width=width, height=700)
    for word in page.locator(".words .term").all():
        word.click()
        page.wait_for_timeout(60)
        box = page.locator(".meaning:popover-open").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, word.inner_text()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 700, word.inner_text()
        page.keyboard.press("Escape")


# Keyboard


def test_by_keyboard_alone_from_the_first_paragraph_to_the_map(show):
    page = show(still=False)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Headline"
    for number in range(1, 5):
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.dataset.number") == str(number)
    moved(page, lambda: page.keyboard.press("Enter"))
    must_show(page, ["Abkhazia", "South Ossetia"], ["Georgia", "Russia"])
    assert page.evaluate("document.activeElement.dataset.number") == "4"
    order, labels = [], set()
    for _ in range(90):
        page.keyboard.press("Tab")
        kind, label, outline = page.evaluate(
            """() => { const e = document.activeElement; return [e.closest('.beside') ? 'beside' : e.closest('#map') ? 'map'
            : e.className, e.getAttribute('aria-label'), getComputedStyle(e).outlineStyle] }"""
        )
        assert outline != "none" or page.evaluate("document.activeElement === document.body"), (kind, label)
        order.append(kind)
        labels.add(label)
    assert order.index("beside") < order.index("pick") < order.index("map")
    assert all(any((label or "").startswith(f"{name},") for label in labels) for name in (*INSIDE, "Russia"))


def test_what_has_focus_is_not_under_the_map_on_a_phone(show):
    page = show(width=375, height=740)
    page.locator(".pick").first.focus()
    for _ in range(14):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const e = document.activeElement; if (e.closest('.stick')) return false;
            const r = e.getBoundingClientRect(), s = document.querySelector('.stick').getBoundingClientRect();
            return r.bottom > s.top + 1 }"""
        )
        assert not hidden, page.evaluate("document.activeElement.textContent")


# Widths, motion, colours, paper


@pytest.mark.parametrize("width", [320, 375, 400, 760, 761, 900])
def test_nothing_is_wider_than_the_window(show, width):
    page = show(width=width, height=700)
    for pick in page.locator(".pick").all():
        pick.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, pick.inner_text()
    cut = page.evaluate(
        """w => [...document.querySelectorAll('main *')].filter(e => !e.closest('#map') && !e.closest('.strip')
        && e.getBoundingClientRect().width && e.getBoundingClientRect().right > w + 1).map(e => e.className)""",
        width,
    )
    assert cut == []


def test_left_text_right_map_and_on_a_phone_one_column(show):
    page = show()
    text, side = page.locator(".text").bounding_box(), page.locator(".frame").bounding_box()
    assert text["x"] + text["width"] <= side["x"] and side["height"] > 300
    page = show(width=360, height=700)
    text, side = page.locator(".text").bounding_box(), page.locator(".frame").bounding_box()
    assert abs(text["x"] - side["x"]) < 15 and side["y"] + side["height"] <= 700 and side["height"] >= 170


def test_with_reduced_motion_the_map_jumps(show):
    page = show(still=True)
    page.evaluate("() => { window.moves = 0; readerMap.on('move zoomanim', () => window.moves++) }")
    page.locator('.pick[data-number="4"]').click()
    at_once = page.evaluate("readerMap.getBounds().toBBoxString()")
    page.wait_for_timeout(800)
    assert page.evaluate("readerMap.getBounds().toBBoxString()") == at_once
    assert page.locator(".leaflet-zoom-anim").count() == 0
    must_show(page, ["Abkhazia", "South Ossetia"])


def test_in_forced_colours_the_choice_is_still_to_be_seen(show, page):
    page.emulate_media(forced_colors="active")
    show()
    choose(page, 4)
    chosen, other = (
        page.evaluate("n => getComputedStyle(document.querySelector(`[data-number='${n}']`)).outlineStyle", number)
        for number in (4, 5)
    )
    assert chosen == "solid" and other == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.chosen .pick'), '::before').content") != "none"


def test_printed_it_is_text_then_map_then_versions_and_words(show, page):
    show()
    choose(page, 3)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.wait_for_timeout(400)
    tops = [
        page.locator(s).first.bounding_box()["y"] for s in ("#p0", "#p6", "#map", ".foot", ".appendix", ".glossary")
    ]
    assert tops == sorted(tops)
    shown = page.locator("main").inner_text()
    assert all(p.text.split(".")[0] in shown for p in load_article())
    assert shown.count("South Ossetian") >= 10 and "looked for, and none found" in shown
    assert "Convention: United Nations practice" in shown and "do not imply endorsement" in shown
    assert "Somebody who had to leave home" in shown and page.locator(".meaning button:visible").count() == 0
    frame, box = page.locator(".frame").bounding_box(), page.locator("#map svg").first.bounding_box()
    assert frame["width"] <= 680 and box["width"] >= 600
    for name in INSIDE:
        assert page.evaluate(SEEN, name)["inside"], name
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".beside:visible").count() == 1 and page.locator("#p3 .beside").count() == 1


def test_the_printer_gets_several_pages(show):
    assert show().pdf(format="A4").count(b"/Type /Page\n") >= 5


def test_without_scripts_the_text_the_versions_and_the_words_are_there(browser, tmp_path, html):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1000, "height": 800})
    page = context.new_page()
    (tmp_path / "plain.html").write_text(html, encoding="utf-8", newline="\n")
    page.goto((tmp_path / "plain.html").as_uri())
    shown = page.locator("main").inner_text()
    assert all(" ".join(p.text.split())[:60] in " ".join(shown.split()) for p in load_article())
    assert page.locator(".beside:visible").count() == 7
    assert "The map needs JavaScript" in shown and "Choose a paragraph" not in shown
    page.locator(".words .term").first.click()
    assert page.locator(".meaning:popover-open").count() == 1
    context.close()


# Notebook, accessibility


def test_it_works_inside_a_notebooks_frame_under_the_rules_of_vs_code(page, tmp_path):
    rules = f'<meta http-equiv="Content-Security-Policy" content="{VS_CODE_RULES}">'
    cell = f"<!DOCTYPE html><head>{rules}</head><body>{reader()._repr_html_()}</body>"
    (tmp_path / "cell.html").write_text(cell, encoding="utf-8", newline="\n")
    page.goto((tmp_path / "cell.html").as_uri())
    frame = page.frame_locator("iframe[title]")
    frame.locator('.pick[data-number="4"]').click()
    frame.locator('#map path.lit[aria-label^="Abkhazia,"]').wait_for(state="attached")
    assert frame.locator("#said").text_content().startswith("Paragraph 4: the map shows Abkhazia and South Ossetia")
    frame.locator("#p4 .words .term").last.click()
    assert frame.locator(".meaning:popover-open").count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_to_mend(show, width):
    page = show(width=width, height=800)
    found = {"start": axe_nodes(page)}
    choose(page, 5)
    found["chosen"] = axe_nodes(page)
    for summary in page.locator(".chosen summary").all():
        summary.click()
    found["versions"] = axe_nodes(page)
    choose(page, 5)
    page.locator('#map path[aria-label^="Georgia,"]').focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup-content").wait_for()
    found["place"] = axe_nodes(page)
    page.keyboard.press("Escape")
    page.locator(".words .term").first.click()
    assert page.locator(".meaning:popover-open").count() == 1
    found["meaning"] = axe_nodes(page)
    assert {state: nodes for state, nodes in found.items() if nodes} == {}


def axe_nodes(page) -> list[tuple[str, str]]:
    """What is to be mended; pins that lie close together are not: WCAG 2.5.8 exempts them."""
    nodes = [(v["id"], n["html"][:200]) for v in violations(page) for n in v["nodes"]]
    return [n for n in nodes if n[0] != "target-size" or 'class="leaflet-marker-icon mark' not in n[1]]


def test_the_page_names_itself_and_its_parts(show):
    page = show()
    assert page.locator("html").get_attribute("lang") == "en" and page.title()
    assert page.locator("h1").count() == 1 and page.locator("main").count() == 1
    levels = page.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(e => +e.tagName[1])")
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert page.locator("#map").get_attribute("role") == "region"
    assert "Abkhazia" in page.locator("#" + page.locator("#map").get_attribute("aria-describedby")).text_content()
