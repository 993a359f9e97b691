"""A real JupyterLab in a real Chromium: a student runs lesson 0 and 1, sees maps, and is answered."""

import signal

import pytest

from courseutils.commands import lab
from courseutils.commands.workbook import copy_lessons

pytestmark = pytest.mark.full
PATIENCE = 90_000


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Address of a lab whose workbook holds the lessons."""
    folder = tmp_path_factory.mktemp("workbook")
    copy_lessons(folder)
    server, url, token = lab._start_server(folder)
    yield f"{url}lab/tree/{{}}?reset&token={token}"
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=30)


def run_all(page, address: str, name: str) -> None:
    """Open a notebook and run all its cells, as the menu does."""
    page.goto(address.format(name), timeout=PATIENCE)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=PATIENCE)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=PATIENCE)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        "() => { const p = [...document.querySelectorAll('.jp-InputArea-prompt')].map(e => e.textContent);"
        "return p.some(t => /\\[\\d+\\]/.test(t)) && !p.some(t => t.includes('*')) }",
        timeout=PATIENCE,
    )


@pytest.mark.parametrize(
    "name", ["00_check_your_machine.ipynb", "01_read_the_source.ipynb", "05_how_wide_is_a_buffer_zone.ipynb"]
)
def test_a_student_runs_a_lesson_sees_a_map_and_is_answered(page, address, name):
    requests = []
    page.context.on("request", lambda r: requests.append(r.url))
    run_all(page, address, name)
    frame = page.locator("iframe[title]").first
    frame.scroll_into_view_if_needed(timeout=PATIENCE)
    drawn = frame.content_frame.locator("path.leaflet-interactive, path[aria-label], .leaflet-marker-pane > *")
    drawn.first.wait_for(timeout=PATIENCE, state="attached")
    assert drawn.count() >= 3
    assert frame.bounding_box()["height"] > 200
    assert page.locator(".jp-OutputArea-output:has-text('Traceback')").count() == 0
    local = ("http://127.0.0.1", "http://localhost", "data:", "blob:")
    assert [url for url in requests if not url.startswith(local)] == []
    if name.startswith("00"):  # short enough for all its checks to be in the window
        assert page.locator(".jp-OutputArea-output").get_by_text("not attempted").count() >= 2
