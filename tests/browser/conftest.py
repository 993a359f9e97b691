"""Chromium as the browser tests use it: a fresh profile, no services of its own, found or the test fails."""

import pytest

from courseutils.commands.doctor import find_browser

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="module")
def browser():
    """A running Chromium; missing it is a failure, not a skip."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    assert path, "Chromium is missing; install it: apt-get install chromium"
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=FLAGS.split())
        yield running
        running.close()


@pytest.fixture
def page(browser):
    """A new page in a profile of its own, 1280 by 900."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
