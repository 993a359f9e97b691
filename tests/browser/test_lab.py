"""A real JupyterLab in a real Chromium: a student runs every lesson, sees its maps, is answered, and restarts."""

import json
import re
import shutil
import signal
from collections import Counter
from io import BytesIO

import pytest
from deep import others_in_the_deep_run
from PIL import Image

from courseutils.commands import lab
from courseutils.commands.workbook import copy_lessons, notebooks_dir

pytestmark = pytest.mark.full
PATIENCE = 90_000
LESSONS = sorted(path.name for path in notebooks_dir().glob("*.ipynb"))
# The one with the heaviest maps each time, the others in the deep run.
SOME = others_in_the_deep_run(LESSONS[1:], ["06_who_recognised_whom.ipynb"])
FIRST = LESSONS[0]
# What can be found on the maps of a lesson by its name; of two maps the one or the other.
NAMED = {
    "00": {"Tbilisi", "Sukhumi", "Tskhinvali", "Abkhazia", "South Ossetia / Tskhinvali Region"},
    "01": {"Tskhinvali", "Abkhazia", "Gali"},
    "02": {"Tbilisi", "Sukhumi", "Tskhinvali"},
    "03": {"Tbilisi", "Sukhumi", "South Ossetia / Tskhinvali Region"},
    "04": {"Eredvi"},
    "05": {"Karaleti", "Variani", "Tskhinvali"},
    "06": {"Nicaragua", "Russia"},
    "07": {"Switzerland"},
    "08": {"Karaleti", "Variani"},
}
OPEN = ".jp-MainAreaWidget:not(.lm-mod-hidden) .jp-Notebook"
PROMPTS = f"[...document.querySelectorAll('{OPEN} .jp-CodeCell .jp-InputArea-prompt')].map(e => e.textContent)"
WRONG = f"{OPEN} [data-mime-type$='.error'], {OPEN} [data-mime-type$='.stderr']"
RAN = (
    f'() => {{ const p = {PROMPTS}; return document.querySelector("{WRONG}")'
    "|| /\\[\\d+\\]/.test(p.at(-1)) && !p.some(t => t.includes('*')) }"
)
# Names of what is drawn within the frame of the map, not beside it.
IN_FRAME = """() => { const box = e => e.getBoundingClientRect(), m = box(document.querySelector('.folium-map'));
  return [...document.querySelectorAll('.leaflet-map-pane [role=button][aria-label]')].filter(e => { const r = box(e);
    return r.width && r.height && r.left < m.right && r.right > m.left && r.top < m.bottom && r.bottom > m.top })
  .map(e => e.getAttribute('aria-label').split(',')[0]) }"""


class Lab:
    """A JupyterLab with a workbook of its own, in one page; off has what was asked of other computers."""

    def __init__(self, folder, page):
        self.folder, self.page, self.off = folder, page, []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda r: self._note(r.url))
        page.on("websocket", lambda socket: self._note(socket.url))
        self.start()

    def _note(self, url: str):
        if not re.match(r"(data|blob):|(http|ws)://(127\.0\.0\.1|localhost):", url):
            self.off.append(url)

    def start(self):
        """Start the server and open the page of the Lab."""
        self.server, url, token = lab._start_server(self.folder)
        self.page.goto(f"{url}lab?reset&token={token}", timeout=PATIENCE)

    def stop(self):
        """Stop the server, with all its kernels."""
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(timeout=60)
        shutil.rmtree(self.folder / ".lab" / "runtime")  # the next server shall not read where this one was

    def open(self, name: str):
        """Open a lesson from the list of files and wait for its kernel: before that, running does nothing."""
        self.page.locator(f'.jp-DirListing-item[title^="Name: {name}"]').dblclick()
        self.cells.first.wait_for()
        self.page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()

    def close(self):
        """Close the lesson with its kernel, by Lab's own keys."""
        self.page.keyboard.press("Control+Shift+Q")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.page.locator(OPEN).wait_for(state="detached")

    @property
    def cells(self):
        """The cells of the open lesson."""
        return self.page.locator(f"{OPEN} .jp-Cell")

    def menu(self, name: str, item: str):
        """Choose from a menu."""
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{re.escape(item)}$")).click()

    def ran(self):
        """Wait until the last cell has its number and no cell waits; nothing may have gone wrong."""
        self.page.wait_for_function(RAN, timeout=PATIENCE)
        assert self.page.locator(WRONG).all_inner_texts() == []
        assert self.off == []

    def cell(self, text: str):
        """The code cell that begins with a text."""
        return self.page.locator(f"{OPEN} .jp-CodeCell").filter(
            has=self.page.locator(".cm-content", has_text=re.compile("^" + re.escape(text)))
        )

    def run(self, text: str, instead: str = "") -> str:
        """Click into a cell, write something else if so wished, run it; what stands under it."""
        cell = self.cell(text)
        prompt = cell.locator(".jp-InputArea-prompt")
        cell.locator(".cm-content").click()
        if instead:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(instead)
        prompt.evaluate("e => { e.textContent = '' }")  # in a new kernel the number may be the same as before
        self.page.keyboard.press("Control+Enter")
        prompt.filter(has_text=re.compile(r"\[\d+\]")).wait_for()
        return " ".join(cell.locator(".jp-OutputArea-output").all_inner_texts())


@pytest.fixture(scope="module")
def course(browser, tmp_path_factory):
    """A Lab on a workbook with all lessons; in the last one a question is chosen, for it has no map without."""
    folder = tmp_path_factory.mktemp("workbook")
    copy_lessons(folder)
    last = folder / LESSONS[-1]
    text = last.read_text(encoding="utf-8")
    assert "my_question = ..." in text
    last.write_text(text.replace("my_question = ...", r"my_question = \"posts\""), encoding="utf-8", newline="\n")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    running = Lab(folder, context.new_page())
    yield running
    running.stop()
    context.close()


@pytest.fixture
def lesson(course, request):
    """A lesson, opened; afterwards it and its kernel are gone."""
    course.open(request.param)
    yield course
    course.close()


def drawn(picture, least: int) -> bool:
    """Is there a picture of at least so many colours, most of it not in one?"""
    image = Image.open(BytesIO(picture.screenshot())).convert("RGB")
    colours = image.getcolors(image.width * image.height)
    return len(colours) >= least and max(n for n, _ in colours) < 0.9 * image.width * image.height


def names_on(frame) -> set[str]:
    """Scroll to a web map, wait until it is drawn, see that it is no blank; the names in its frame."""
    frame.scroll_into_view_if_needed()
    inside = frame.content_frame
    inside.locator(".leaflet-map-pane [role=button][aria-label]").first.wait_for(state="attached")
    assert frame.bounding_box()["height"] > 300
    assert drawn(inside.locator(".folium-map"), 300), frame.get_attribute("title")
    return set(inside.locator(":root").evaluate(IN_FRAME))


def map_cells(name: str) -> list[int]:
    """Which code cells of a lesson are tagged map."""
    cells = json.loads((notebooks_dir() / name).read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return [n for n, cell in enumerate(code) if "map" in cell["metadata"].get("tags", [])]


def look_at_maps(course, name: str) -> Counter:
    """Look at each map of a lesson that was run, to move and as a picture; how many of each."""
    seen, names = Counter(), set()
    for n in map_cells(name):
        output = course.page.locator(f"{OPEN} .jp-CodeCell").nth(n).locator(".jp-OutputArea-output")
        frames, pictures = output.locator("iframe[title]").all(), output.locator("img[alt]").all()
        assert frames or pictures, f"cell {n} of {name} shows no map"
        for frame in frames:
            names |= names_on(frame)
        for picture in pictures:
            assert drawn(picture, 200) and len(picture.get_attribute("alt")) > 40
        seen.update(web=len(frames), pictures=len(pictures))
    assert NAMED[name[:2]] <= names
    return seen


@pytest.mark.parametrize("lesson", SOME, indirect=True, ids=lambda name: name[:2])
def test_a_student_runs_a_lesson_and_sees_its_maps(lesson, request):
    lesson.menu("Run", "Run All Cells")
    lesson.ran()
    assert look_at_maps(lesson, request.node.callspec.params["lesson"])["web"] >= 1


@pytest.mark.parametrize("lesson", [FIRST], indirect=True, ids=["00"])
def test_the_first_lesson_goes_by_keys_alone_and_a_map_without_layers_would_be_noticed(lesson):
    page, last = lesson.page, lesson.cells.count() - 1
    active = f"[...document.querySelectorAll('{OPEN} .jp-Cell')].findIndex(e => e.matches('.jp-mod-active'))"
    for n in range(last):
        assert page.evaluate(active) == n
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(f"{active} === {n + 1}")
        assert page.evaluate(f"document.activeElement.closest('{OPEN}') !== null")
    lesson.ran()
    assert look_at_maps(lesson, FIRST) == {"web": 1, "pictures": 1}
    frame = page.locator("iframe[title]")
    frame.content_frame.locator(".leaflet-map-pane").evaluate("e => { e.style.display = 'none' }")
    assert not drawn(frame.content_frame.locator(".folium-map"), 300)
    assert frame.content_frame.locator(":root").evaluate(IN_FRAME) == []


def test_answers_are_replied_to_and_progress_outlives_kernel_and_lab(course):
    load, task = "from courseutils", "body_paragraphs ="
    course.open(FIRST)
    course.run(load)
    course.run(task)
    assert "not attempted" in course.run('check("00-1"')
    course.run(task, "body_paragraphs = 7")
    assert "00-1: not yet. You counted the headline as well." in course.run('check("00-1"')
    first, second = (course.run('hint("00-1")') for _ in range(2))
    assert "of 3 for 00-1:" in first and "of 3 for 00-1:" in second and first != second
    course.run(task, "body_paragraphs = 6")
    assert "00-1: right." in course.run('check("00-1"')
    course.menu("Kernel", "Restart Kernel…")
    course.page.locator(".jp-Dialog .jp-mod-warn").click()
    course.run(load)
    assert re.search(r"00-1\s.*right", course.run("progress()"))
    course.page.keyboard.press("Control+S")
    course.stop()
    course.start()
    course.open(FIRST)
    assert course.cell(task).locator(".cm-content").inner_text() == "body_paragraphs = 6"
    course.run(load)
    assert re.search(r"00-1\s.*right", course.run("progress()"))
    course.close()
