"""The page "Run Python here" in Chromium, with Python and without network, from a server that names no type rightly."""

import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from axe import WCAG, violations
from boxanswers import DRIVER, ENDINGS, alone, unpacked
from chromium import come_true, running
from deep import others_in_the_deep_run

from courseutils.teach.releasing import ReleaseError
from courseutils.teach.site import pyodide, run, runpage

pytestmark = pytest.mark.full
BLOCKED = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
BOXES = {box["id"]: box["code"] for box in runpage.boxes()}
SOME = ("01-3", "05-6", "06-2", "06-4")  # in Chromium each time; in Node, and in the deep run, all
LONGEST = 60_000  # milliseconds that a start may take on a busy machine


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    """Pyodide: what an earlier build brought, else by npm. Where tests run for everybody, it may not be missing."""
    kept = run.root() / run.DOWNLOADS
    try:
        return pyodide.core(None, kept if (kept / pyodide.ARCHIVE).is_file() else tmp_path_factory.mktemp("npm"))
    except ReleaseError as problem:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(problem))


@pytest.fixture(scope="module")
def folder(core):
    """What the folder of Python holds."""
    return runpage.python_files(core)


@pytest.fixture(scope="module")
def small_book(folder, tmp_path_factory):
    """A book of this page alone, with Python; ``bare.html`` is the page as it is without."""
    text = runpage.page(sum(map(len, folder.values())))
    made = run._made({"index.md": "# Georgia 2008\n\n```{toctree}\nrun\n```\n", "run.md": text}, folder)
    made["bare.html"] = made["run.html"].replace(b' data-python="python/"', b"")
    place = tmp_path_factory.mktemp("small")
    for name, content in made.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return place


class Careless(http.server.SimpleHTTPRequestHandler):
    """Every file but pages and styles is text; one packed file is announced as such, so that the browser unpacks it."""

    def guess_type(self, path):
        known = {".html": "text/html", ".css": "text/css"}
        return known.get(Path(path).suffix, "text/plain")

    def end_headers(self):
        if "pyodide.asm.mjs.gz" in self.path:
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address(small_book):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Careless, directory=str(small_book)))
    server.handle_error = lambda *args: None  # a browser that was closed while it was served
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/run.html"
    server.shutdown()


@pytest.fixture(scope="module")
def context():
    """A browser that reaches nobody but this machine; off has what was asked of others, wrong what went wrong."""
    with running(BLOCKED) as browser:
        made = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
        made.off, made.wrong = [], []
        own = ("http://127.0.0.1:", "blob:", "file:")
        made.on("request", lambda r: made.off.append(r.url) if not r.url.startswith(own) else None)
        made.on("weberror", lambda error: made.wrong.append(str(error.error)))
        made.on("console", lambda m: made.wrong.append(m.text) if m.type == "error" else None)
        yield made


@pytest.fixture(scope="module")
def page(context, address):
    """One page for all runs: Python is started once."""
    new = context.new_page()
    new.goto(address)
    return new


@pytest.fixture
def fresh(context):
    """A page of its own; most tests with it start no Python."""
    new = context.new_page()
    new.bring_to_front()  # a page behind another is drawn seldom, and a click waits for that
    yield new
    new.close()


@pytest.fixture(autouse=True)
def nobody_was_asked(context):
    yield
    assert context.off == [] and context.wrong == []


class Box:
    """A box of the page, as a student uses it."""

    def __init__(self, page, name: str):
        self.page, self.root = page, page.locator(f"[data-box='{name}']")
        self.code = self.root.locator("textarea")

    def press(self, name: str):
        self.root.get_by_role("button", name=name, exact=True).click()

    def do(self, what: str, code: str | None = None) -> str:
        """Put code into the box if given, press a button, wait until all is done; returns what is said."""
        if code is not None:
            self.code.fill(code)
        self.press(what)
        return self.ended()

    def ended(self) -> str:
        self.root.locator("[data-do=stop]:disabled").wait_for(timeout=LONGEST)
        return self.said()

    def said(self) -> str:
        return self.root.locator(".run-said").inner_text()

    def shown(self) -> str:
        return self.root.locator(".run-out").text_content()


@pytest.mark.parametrize("name", others_in_the_deep_run(BOXES, SOME))
def test_a_box_checks_its_start_a_right_and_a_wrong_answer(page, name):
    box, (right, wrong, words) = Box(page, name), ENDINGS[name]
    assert box.do("Check").startswith(f"{name}: not attempted. Put your answer into ")
    assert box.do("Check", f"{BOXES[name]}\n{right}").startswith(f"{name}: right. ")
    said = box.do("Check", f"{BOXES[name]}\n{wrong}")
    assert said.startswith(f"{name}: not yet. ") and words in said
    assert page.evaluate("name => courseKept.entry(name).state", name) == "right"  # on the page of progress


def test_printed_text_is_no_html_and_an_error_names_the_line(page):
    box = Box(page, runpage.OWN)
    said = box.do("Run", "print('<img src=x onerror=alert(1)>')\n1/0")
    assert "ended in an error" in said
    assert box.shown() == "<img src=x onerror=alert(1)>\nLine 2:\n    1/0\nZeroDivisionError: division by zero"
    assert box.root.locator("img").count() == 0
    assert box.do("Run", "x = 1") == "Done. Nothing was printed." and box.shown() == ""


def test_hints_climb_and_a_question_of_python_is_told_how_to_do_without(page):
    box = Box(page, "06-2")
    assert [box.do("Hint")[:11] for _ in range(3)] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"]
    box.do("Run", "name = input('Who? ')")
    assert "input() does not work on this page" in box.shown()


def test_a_flood_is_cut_and_no_other_computer_is_reached(page):
    box = Box(page, runpage.OWN)
    box.do("Run", "for i in range(100_000):\n    print(i)")
    assert 20_000 < len(box.shown()) < 20_200 and "cut here" in box.shown()
    box.do("Run", "from js import fetch\nimport asyncio\nprint(fetch('http://example.org/'))")
    box.do("Run", "from pyodide.http import open_url\nopen_url('http://example.org/')")
    assert "Error" in box.shown()


def test_the_keyboard_alone_writes_runs_and_leaves_the_box(page):
    box = Box(page, runpage.OWN)
    box.code.fill("")
    box.code.press_sequentially("for x in [1, 2]:\nprint(x)\n")
    assert box.code.input_value() == "for x in [1, 2]:\n    print(x)\n    "
    box.code.press("Backspace")
    box.code.press_sequentially("print('end')")
    assert box.code.input_value() == "for x in [1, 2]:\n    print(x)\nprint('end')"
    assert box.root.locator(".run-lines").text_content() == "1\n2\n3\n"
    box.code.press("Shift+Enter")
    box.ended()
    assert box.shown() == "1\n2\nend\n"
    box.code.press("Tab")
    assert page.evaluate("document.activeElement.dataset.do") == "run"
    page.keyboard.press("Enter")
    assert box.ended() == "Done."
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.id") == "code-own"


def test_the_page_is_clean_in_light_and_dark_and_on_a_phone(page):
    Box(page, "03-6").do("Run", "print('a')\n1/0")
    Box(page, "06-2").do("Check", f"{BOXES['06-2']}\n{ENDINGS['06-2'][0]}")
    boxes = "[data-box='03-6'], [data-box='06-2']"  # the rest is looked at with the other pages of the book
    found = violations(page, WCAG, part=boxes)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    come_true(page, "getComputedStyle(document.body).backgroundColor === 'rgb(19, 20, 22)'")
    found += violations(page, ["color-contrast"], part=boxes)
    page.emulate_media(color_scheme="light")
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    page.set_viewport_size({"width": 320, "height": 700})
    wide = "[...document.querySelectorAll('article *')].filter(e => e.getBoundingClientRect().right > 322)"
    assert page.evaluate(f"(window.scrollTo(500, 0), [window.scrollX, {wide}.map(e => e.outerHTML.slice(0, 99))])") == [
        0,
        [],
    ]
    page.set_viewport_size({"width": 1280, "height": 900})


def test_an_endless_loop_is_ended_by_stop_and_by_the_clock_and_python_comes_back(page):
    box, other = Box(page, runpage.OWN), Box(page, "03-6")
    box.code.fill("print('before')\nwhile True:\n    pass")
    box.press("Run")
    box.root.get_by_text("before", exact=True).and_(box.root.locator("span")).wait_for()
    assert other.root.locator("[data-do=run]").is_disabled()
    box.press("Stop")
    assert box.said().startswith("Stopped. ") and box.shown() == "before\n"
    while page.workers:  # until it is gone; a Python that goes on would keep the computer busy
        page.wait_for_timeout(50)
    assert page.evaluate("document.activeElement.dataset.do") == "run"
    page.evaluate("document.getElementById('run-page').dataset.limit = 1")
    assert box.do("Run").startswith("Stopped after 1 seconds. Is there a loop that never ends?")
    assert box.shown() == "before\n"  # Python had come back after Stop


def test_what_is_written_is_kept_and_reset_loses_nothing(fresh, address):
    fresh.goto(address)
    box = Box(fresh, "04-4")
    start = BOXES["04-4"]
    for mine in ("first = 1", "second = 2"):
        box.code.fill(mine)
        fresh.reload()
        assert box.code.input_value() == mine
        box.press("Reset")
        assert box.code.input_value() == start
    fresh.reload()
    box.press("Bring my code back")
    assert box.code.input_value() == "second = 2"
    box.press("Bring my code back")
    assert box.code.input_value() == "first = 1"
    box.press("Bring my code back")
    assert box.code.input_value() == "second = 2"
    fresh.evaluate("courseKept.erase()")  # as the page of progress does
    fresh.reload()
    assert (
        box.code.input_value() == start and not box.root.get_by_role("button", name="Bring my code back").is_visible()
    )


def test_from_a_folder_the_page_says_why_and_reads_well(fresh, small_book):
    fresh.goto((small_book / "run.html").as_uri())
    why = fresh.locator(".run-why")
    assert why.is_visible() and "python3 -m http.server" in why.inner_text()
    box = Box(fresh, "06-2")
    assert box.code.input_value() == BOXES["06-2"] and box.root.get_by_role("button").all_inner_texts() == ["Reset"]


def test_without_python_there_is_nothing_to_press_but_reset(fresh, address):
    fresh.goto(address.replace("run.html", "bare.html"))
    assert fresh.get_by_role("button", name="Run", exact=True).count() == 0
    assert not fresh.locator(".run-why").is_visible()


@pytest.mark.parametrize("missing", ["files.json", "pyodide.asm.wasm.gz", "runworker.js"])
def test_a_file_that_does_not_arrive_is_named(fresh, context, address, missing):
    fresh.route(f"**/{missing}*", lambda route: route.fulfill(status=404, body=""))
    fresh.goto(address)
    said = Box(fresh, "03-6").do("Run")
    assert said.startswith("Python could not be loaded: ") and missing in said and "404" in said
    context.wrong.clear()


FORBIDS = {
    "workers": "worker-src 'none'",
    "WebAssembly": "script-src 'self' 'unsafe-inline' blob:; worker-src blob:",
}


@pytest.mark.parametrize("what", FORBIDS)
def test_a_host_that_forbids_what_python_needs_is_told_and_nobody_waits_for_ever(fresh, context, address, what):
    def forbid(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"Content-Security-Policy": FORBIDS[what]})

    fresh.route("**/run.html", forbid)
    fresh.goto(address)
    assert Box(fresh, "03-6").do("Run").startswith("Python could not be loaded: ")
    context.wrong.clear()


def test_the_folder_is_small_and_the_whole_book_stays_below_thirty_megabytes(folder):
    size = sum(map(len, folder.values()))
    assert {"python/MPL-2.0.txt", "python/PYTHON.txt", "python/README.md"} <= set(folder)
    assert 5_000_000 < size < 8_000_000  # and the rest of the book at most 15
    listed = json.loads(folder["python/files.json"])
    assert all(len(folder[f"python/{file['name']}"]) == file["bytes"] for file in listed)


LOCK = b'{"info": {"abi_version": "2026_0"}, "packages": {}}'
NODE = """
import { readFileSync } from 'node:fs';
const { loadPyodide } = await import(process.argv[2] + '/pyodide.mjs');
const python = await loadPyodide({ indexURL: process.argv[2], env: { COURSE_WORKBOOK: '/home' } });
python.unpackArchive(new Uint8Array(readFileSync(process.argv[3])), 'zip', { extractDir: '/' });
python.runPython('import sys; sys.path.insert(0, "/course")');
python.runPython(readFileSync(process.argv[4], 'utf8'));
"""


def test_pyodide_and_this_python_say_the_same_of_every_ending(core, folder, tmp_path):
    cases = [(n, f"{code}\n{end}") for n, code in BOXES.items() for end in ("", *ENDINGS[n][:2])]
    driver = f"CASES = {json.dumps(cases)!r}\n{DRIVER}"
    kit = folder["python/kit.zip"]
    files = {"node.mjs": NODE.encode(), "driver.py": driver.encode(), "kit.zip": kit, "pyodide-lock.json": LOCK} | core
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    places = [str(tmp_path / name) for name in ("node.mjs", "", "kit.zip", "driver.py")]
    done = subprocess.run([shutil.which("node"), *places], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert json.loads(done.stdout) == alone(unpacked(kit, tmp_path), driver)
