"""Chromium as the browser tests use it: a fresh profile, no services of its own, found or the test fails."""

import contextlib

from courseutils.commands.doctor import find_browser

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
# Labels are laid out again when the fonts are there and when the box has got its size, in the frame after.
LAID_OUT = (
    "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"
)


@contextlib.contextmanager
def running(*more: str):
    """A running Chromium with further flags; missing it is a failure, not a skip."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    assert path, "Chromium is missing; install it: apt-get install chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=[*FLAGS.split(), *more])
        yield browser
        browser.close()


def come_true(page, expression: str, arg=None, pause: int = 50) -> None:
    """Wait until it is true in the page; a page's own rules forbid the way in which wait_for_function asks again."""
    for _ in range(30_000 // pause):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(pause)
    raise AssertionError(f"This did not come true in half a minute: {expression}")
