"""A running Chromium for the tests of a file, and a page for each."""

import pytest
from chromium import running


@pytest.fixture(scope="module")
def browser():
    with running() as started:
        yield started


@pytest.fixture
def page(browser):
    """A new page in a profile of its own, 1280 by 900."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
