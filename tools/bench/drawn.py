"""When a page in Chromium looks as it will stay, whether it shows a map, and what it asks other machines for.

Chromium sends a picture each time that the page changes. A page is drawn with the first picture from which the last one
differs in at most one pixel of a hundred: a map that appears bit by bit, or after a blank frame, is drawn when it is
there. That holds for every library, whether it draws with SVG, canvas or WebGL.
"""

import base64
import contextlib
import io
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.image import imread
from playwright.sync_api import sync_playwright

from courseutils.commands.doctor import find_browser

# WebGL without a graphics card has to be allowed by name; all pages are drawn with the same flags.
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
SIZE = {"width": 1280, "height": 900}
SAME = 0.01  # share of the pixels that may still change in a page that counts as drawn
QUIET, PATIENCE = 1.0, 30.0  # seconds without a change after which a page is at rest; until it must be
NEAR = 10  # of 255: as far from a colour a pixel may be to count as that colour
ENOUGH = 30  # pixels of a colour that count as seen: a mark has about a hundred, partly under a name
_REMOTE = re.compile("^(?!file:|data:|blob:|about:)")


class BlankMap(Exception):
    """A page that does not show what it should, and so is not measured."""


@dataclass(frozen=True)
class Visit:
    """What was seen of a page: milliseconds until it was drawn, what it asked for elsewhere, and its last picture."""

    drawn: float
    requests: tuple[str, ...]
    picture: np.ndarray


@contextlib.contextmanager
def chromium() -> Iterator:
    """A running Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


def visit(browser, page: Path, wanted: Sequence[str] = ()) -> Visit:
    """Open a file in a fresh profile without network; every request that would leave is noted and refused.

    Raises BlankMap when the page comes to rest without one of the ``wanted`` colours (such as "#dcebf3").
    """
    context = browser.new_context(viewport=SIZE)
    try:
        tab = context.new_page()
        context.route(_REMOTE, lambda route: route.abort())
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url) if _REMOTE.match(request.url) else None)
        frames = _frames(tab, page.resolve().as_uri(), wanted)
        began = tab.evaluate("performance.timeOrigin") / 1000
    finally:
        context.close()
    last = _picture(frames[-1][1])
    if missing := lacking(last, wanted):
        raise BlankMap(f"{page.name} does not show its map: {', '.join(missing)} cannot be seen.")
    when = next(when for when, data in frames if when >= began and changed(_picture(data), last) <= SAME)
    return Visit(1000 * (when - began), tuple(asked), last)


def _frames(tab, address: str, wanted: Sequence[str]) -> list[tuple[float, str]]:
    """The pictures of a page from its opening until it is at rest and shows what is wanted, each with its moment."""
    frames: list[tuple[float, str]] = []
    session = tab.context.new_cdp_session(tab)

    def keep(frame: dict) -> None:
        frames.append((frame["metadata"]["timestamp"], frame["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.send("Page.startScreencast", {"format": "png"})
    tab.goto(address, wait_until="load")
    until, ready = time.monotonic() + PATIENCE, False
    while not ready and time.monotonic() < until:
        seen = len(frames)
        tab.wait_for_timeout(1000 * QUIET)
        ready = bool(frames) and len(frames) == seen and not lacking(_picture(frames[-1][1]), wanted)
    session.send("Page.stopScreencast")
    return frames


def _picture(data: str) -> np.ndarray:
    return (255 * imread(io.BytesIO(base64.b64decode(data)))[..., :3]).round().astype(int)


def changed(one: np.ndarray, other: np.ndarray) -> float:
    """Share of the pixels that differ; pictures of two sizes differ in all."""
    return float(np.any(one != other, axis=2).mean()) if one.shape == other.shape else 1.0


def lacking(picture: np.ndarray, colours: Sequence[str]) -> list[str]:
    """Those of the colours (such as "#dcebf3") that the picture does not show."""
    rgb = {colour: [int(colour[n : n + 2], 16) for n in (1, 3, 5)] for colour in colours}
    return [c for c, parts in rgb.items() if (np.abs(picture - parts).max(axis=2) <= NEAR).sum() < ENOUGH]
