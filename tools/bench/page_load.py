"""How fast the pages of the book open in Chromium, over http from this machine, against their targets.

    python tools/bench/page_load.py BOOK [RUNS]

BOOK is a folder that `course.py site` made. Each line has the medians of RUNS (5) visits in a profile without cache:
first paint of text or picture (ms), largest paint (ms), first map drawn (ms; 0 where none is near the top), time in
which long tasks block (ms beyond 50 of each, until a second after loading), shift of the layout (the sum, 0 is none),
kilobytes and number of answers. Every page is also scrolled to its end, where lazy maps and pictures come in; the shift
of that is counted too. A miss is marked as a miss.
"""

import contextlib
import functools
import http.server
import os
import re
import statistics
import sys
import threading
from pathlib import Path

from drawn import SIZE, chromium

TARGETS = {"largest": 1000, "map": 1000, "shift": 0.1}
PAGES = ("index", *(f"lesson-0{n}" for n in range(9)), "reader", "maps")
ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1)")
WATCH = """window.seen = { first: 0, largest: 0, map: 0, blocked: 0, shift: 0 };
const watch = (type, note) =>
  new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
watch('paint', e => { if (e.name === 'first-contentful-paint') seen.first = e.startTime; });
watch('largest-contentful-paint', e => { seen.largest = e.startTime; });
watch('longtask', e => { seen.blocked += Math.max(0, e.duration - 50); });
watch('layout-shift', e => { if (!e.hadRecentInput) seen.shift += e.value; });"""
# A map draws itself before its frame is loaded; a frame is no part of the largest paint of its page.
FRAME = """addEventListener('load', () => { if (!top.seen.map)
  top.seen.map = performance.timeOrigin + performance.now() - top.performance.timeOrigin; });"""
TO_MAP = "addEventListener('DOMContentLoaded', () => document.querySelector('iframe').scrollIntoView());"
DOWN = """async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) {
  window.scrollTo(0, y); await new Promise(done => setTimeout(done, 60)); } }"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain web server that says nothing; one connection serves many files, as everywhere today."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Nothing."""

    def handle(self):
        """Answer; who has left the page no longer wants it."""
        with contextlib.suppress(ConnectionError):
            super().handle()


def served(book: Path) -> str:
    """Address of the book on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(book)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def visit(browser, address: str, to_map: bool = False) -> dict[str, float]:
    """One visit without cache; what is asked of other machines is counted and refused.

    ``to_map``: go to the first map as soon as the page is read, as somebody does who comes for it.
    """
    context = browser.new_context(viewport=SIZE)
    context.route(ELSEWHERE, lambda route: route.abort())
    context.add_init_script(f"if (window === window.top) {{ {WATCH} {TO_MAP * to_map} }} else {{ {FRAME} }}")
    page, sizes, others = context.new_page(), [], []
    page.on("request", lambda asked: others.append(asked.url) if ELSEWHERE.match(asked.url) else None)
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0))))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1000)
    told = page.evaluate("({ ...seen })") | {"kB": sum(sizes) / 1000, "answers": len(sizes)}
    page.evaluate(DOWN)
    page.wait_for_timeout(300)
    told |= {"shift": page.evaluate("seen.shift"), "elsewhere": len(others)}
    context.close()
    return told


def line(name: str, visits: list[dict]) -> str:
    """The medians of a page, and what it misses."""
    m = {key: statistics.median(one[key] for one in visits) for key in visits[0]}
    missed = [f"{key} {m[key]:.2f} > {limit}" for key, limit in TARGETS.items() if m[key] > limit]
    told = f"{name:<11}{m['first']:>7.0f}{m['largest']:>9.0f}{m['map']:>7.0f}{m['blocked']:>9.0f}"
    told += f"{m['shift']:>8.3f}{m['kB']:>7.0f}"
    return f"{told}{m['answers']:>9.0f}  {'MISS: ' + ', '.join(missed) if missed else 'met'}"


def main(book: Path, runs: int) -> None:
    """Print a line for each page, with the load of the machine before and after."""
    address = served(book)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; medians of {runs}; targets {TARGETS}")
    print(f"{'page':<11}{'first':>7}{'largest':>9}{'map':>7}{'blocked':>9}{'shift':>8}{'kB':>7}{'answers':>9}")
    with chromium() as browser:
        visit(browser, f"{address}index.html")  # the first visit starts the browser's own parts
        for name in PAGES:
            print(line(name, [visit(browser, f"{address}{name}.html") for _ in range(runs)]), flush=True)
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
