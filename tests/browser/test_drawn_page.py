"""What the benchmark of maps calls drawn, in Chromium: a blank page is refused, a late map counts as late."""

import pytest
from drawn import BlankMap, chromium, visit

pytestmark = pytest.mark.full
LAND = "#f7edd3"
DRAW = (
    f"document.body.insertAdjacentHTML('beforeend', '<svg width=600 height=400><path fill={LAND} d=M0,0h600v400H0z />')"
)


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


def saved(tmp_path, script: str):
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><body><h1>A map</h1><script>{script}</script>", encoding="utf-8")
    return page


def test_a_page_without_its_map_is_refused_however_much_else_it_shows(browser, tmp_path, monkeypatch):
    monkeypatch.setattr("drawn.PATIENCE", 2.0)
    with pytest.raises(BlankMap, match=r"page\.html does not show its map: #f7edd3 cannot be seen"):
        visit(browser, saved(tmp_path, "document.body.append('Names, and no land.')"), [LAND])


def test_a_map_is_drawn_when_it_is_there_and_not_when_its_page_is(browser, tmp_path):
    late = visit(browser, saved(tmp_path, f"setTimeout(() => {DRAW}, 700)"), [LAND])
    assert late.drawn > 600 and late.requests == ()


def test_a_request_that_would_leave_is_seen(browser, tmp_path):
    remote = "fetch('https://example.org/tile.png').catch(() => 0)"
    assert visit(browser, saved(tmp_path, f"{DRAW}; {remote}"), [LAND]).requests == ("https://example.org/tile.png",)
