"""On a telephone: tables of many columns as cards, pictures at a width at which they can be read."""

import pytest
from chromium import come_true

pytestmark = pytest.mark.full
TABLES = {
    "recognition": ("Who recognised whom, and when", 7),
    "people": ("Places, with their names in other languages", 9),
}
# Each card with the labels that are seen, and what of it lies outside the window, or under something that is not its own.
CARDS = """table => [...table.tBodies[0].rows].map(row => ({
  labels: [...row.cells].slice(1).map(cell => getComputedStyle(cell, '::before').content.split('"')[1]),
  outside: [...row.cells].filter(cell => cell.getBoundingClientRect().right > innerWidth + 1
    || cell.scrollWidth > cell.clientWidth + 1).length,
  empty: row.offsetHeight - [...row.cells].reduce((sum, cell) => sum + cell.offsetHeight, 0) }))"""


def narrow(page, address: str):
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(address)
    return page


def the_table(page, name: str):
    return page.get_by_role("table", name=TABLES[name][0])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_many_columns_is_cards_that_fit_and_leave_nothing_blank(page, served, name):
    table = the_table(narrow(page, f"{served}{name}.html"), name)
    heads = table.locator("thead th").all_text_contents()
    cards = table.evaluate(CARDS)
    assert len(cards) >= 19 and len(heads) == TABLES[name][1]
    assert {tuple(card["labels"]) for card in cards} == {tuple(heads[1:])}
    assert [card for card in cards if card["outside"] or card["empty"] > 20] == []


@pytest.mark.parametrize("name", TABLES)
def test_for_those_who_hear_it_the_cards_are_a_table(page, served, name):
    table = the_table(narrow(page, f"{served}{name}.html"), name)
    rows, columns = table.locator("tbody tr").count(), TABLES[name][1]
    for role, count in {"columnheader": columns, "rowheader": rows, "cell": rows * (columns - 1)}.items():
        assert table.get_by_role(role).count() == count
    explicit = table.evaluate(
        "t => t.querySelectorAll('tr:not([role=row]), td:not([role=cell]), th:not([role])').length"
    )
    assert explicit == 0  # some browsers go by the roles alone


def test_a_card_that_the_filter_leaves_out_is_not_shown(page, served):
    narrow(page, f"{served}recognition.html")
    page.locator("[data-filter=member]").select_option("no")
    shown = page.locator("tr[data-item]").evaluate_all(
        "all => all.filter(e => e.offsetHeight).map(e => e.dataset.member)"
    )
    assert shown and set(shown) == {"no"}


def test_a_wide_window_has_the_table_as_it_was(page, served):
    page.goto(f"{served}recognition.html")
    row = page.locator("tr[data-item]").first
    assert len({round(cell.bounding_box()["y"]) for cell in row.locator("th, td").all()}) == 1
    assert row.locator("td").first.evaluate("e => getComputedStyle(e, '::before').content") == "none"


def test_a_picture_can_be_read_and_is_scrolled_by_keys(page, served):
    page.emulate_media(reduced_motion="reduce")
    box = narrow(page, f"{served}lesson-03.html").locator("figure .sheet").locator("visible=true").first
    assert box.locator("img").bounding_box()["width"] == 900
    assert box.bounding_box()["width"] <= 375
    box.focus()
    page.keyboard.press("ArrowRight")
    come_true(page, "() => document.activeElement.scrollLeft > 0")
    assert box.get_attribute("aria-label") == "Picture"


def test_a_picture_that_was_folded_away_can_be_reached_too(page, served):
    folded = narrow(page, f"{served}lesson-03.html").locator("details.picture").first
    page.add_style_tag(content="details.picture:not([open]) figure{display:none}")  # as some browsers fold
    page.set_viewport_size({"width": 376, "height": 700})
    come_true(page, "() => !document.querySelector('details.picture .sheet').hasAttribute('tabindex')")
    folded.locator("summary").click()
    come_true(page, "() => document.querySelector('details.picture .sheet').tabIndex === 0")


def test_in_a_window_with_room_a_picture_is_as_wide_as_the_text(page, served):
    page.goto(f"{served}lesson-03.html")
    box = page.locator("figure .sheet").locator("visible=true").first
    assert box.evaluate("e => e.scrollWidth === e.clientWidth") and box.get_attribute("tabindex") is None


@pytest.mark.parametrize("name", ["lesson-01", "lesson-05"])
def test_a_map_has_room_for_all_that_stands_below_it(page, served, name):
    narrow(page, f"{served}{name}.html")
    for box in page.locator("iframe.map").all():
        box.scroll_into_view_if_needed()
        inside = box.content_frame
        inside.locator(".folium-map path").first.wait_for(state="attached")
        credits = inside.locator(".credits").first
        assert credits.evaluate("() => document.documentElement.scrollHeight <= innerHeight"), box.get_attribute(
            "title"
        )
