"""The browser of tests/browser, for the pages of marking."""

from browser.conftest import browser, page

__all__ = ["browser", "page"]
