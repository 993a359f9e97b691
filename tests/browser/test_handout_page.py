"""The HTML form of a handout in Chromium: clean for axe, 320 pixels wide, no request, short when printed."""

import re

import pytest
from axe import violations

from courseutils.teach import handouts
from courseutils.teach.build import root
from courseutils.teach.outline import read_outline

pytestmark = pytest.mark.full
LESSONS = root() / "lessons"


@pytest.fixture(scope="module", params=["00_check_your_machine", "02_put_the_places_on_the_map"])
def saved(request, tmp_path_factory):
    """The page of one lesson as a saved file."""
    path = tmp_path_factory.mktemp("paper") / "handout.html"
    files = handouts.handout(read_outline(LESSONS / f"{request.param}.py"), LESSONS)
    path.write_bytes(files[f"{request.param}.html"])
    return path


def test_a_handout_is_read_without_a_mouse_a_network_or_a_wide_screen(page, saved):
    wrong = []
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(saved.as_uri())
    assert [v["id"] for v in violations(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("h1").count() == 1 and page.locator("h2").count() >= 3
    assert wrong == []


def test_printed_it_takes_two_pages_at_most(page, saved):
    page.goto(saved.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 2
