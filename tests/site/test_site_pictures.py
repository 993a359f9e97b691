"""Pages of the book look as their references do, and no longer do so without a map, a form or a filter."""

import pytest
from likeness import ONE_FONT, must_be_missed, must_look_like

pytestmark = pytest.mark.full
IN_VIEW = "all => all.map((e, n) => [n, e.getBoundingClientRect()]).filter(([, r]) => r.height && r.top < innerHeight && r.bottom > 0).map(([n]) => n)"


def seen(page, address: str, first: str):
    """The page, scrolled to its first such element; the maps in view are drawn."""
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    page.evaluate(ONE_FONT)
    page.locator(first).first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 20)")
    maps = page.locator("iframe.map")
    drawn = maps.evaluate_all(IN_VIEW)
    assert drawn
    for n in drawn:
        maps.nth(n).content_frame.locator(".leaflet-map-pane path").first.wait_for(state="attached")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))")
    return page


@pytest.mark.parametrize(
    "name, first, layers",
    [
        ("lesson-05", "#answer-05-2", ["iframe.map", "#answer-05-2"]),
        ("recognition", "h1", ["iframe.map"]),
        ("maps", "h1", ["iframe.map", "form.filters"]),
    ],
    ids=["lesson", "recognition", "maps"],
)
def test_a_page_of_the_book_looks_as_it_should(page, served, name, first, layers):
    seen(page, f"{served}{name}.html", first)
    must_look_like(page.screenshot(), f"book-{name}")
    for layer in layers:
        page.locator(layer).evaluate_all("all => all.forEach(e => { e.style.visibility = 'hidden' })")
        must_be_missed(page.screenshot(), f"book-{name}")
        page.locator(layer).evaluate_all("all => all.forEach(e => { e.style.visibility = '' })")
