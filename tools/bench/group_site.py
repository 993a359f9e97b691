"""A small book of three lessons, made and opened, beside the same notebooks made into a book by Jupyter Book."""

import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import environments
import page_load
from drawn import SIZE, chromium
from measures import Measure, by_turns

from courseutils.teach import build, lessons
from courseutils.teach.site import assets, lessonpage, pyodide, run, runpage
from courseutils.teach.site.execute import executed

TITLE = "The course as a book"
ABOUT = (
    "Lessons 1, 5 and 6 as students get them, with one start page, run and made into a book: by the kit, and by stock "
    "Jupyter Book with its own theme; each a whole command in a new Python. Its pages are opened over http from this "
    "machine, in a profile without cache; nobody else can be reached. The first map is there when the first frame with "
    "a map has loaded. Python in the page: from opening it until the box that was run at once has its answer."
)
CHOSEN = ("01", "05", "06")
PACKAGE = "jupyter-book==1.0.4.post1"
KIT, OTHER = "kit", "Jupyter Book"
BUILT, ANSWERED = "three lessons run and made into a book", "Python in the page: first answer"
START, LESSON, AT_MAP = "start page", "lesson 5", "lesson 5, opened at its first map"
PAGES = {START: "index.html", LESSON: "lesson-05.html", AT_MAP: "lesson-05.html"}
SEEN = {
    "first": ("first paint", "ms"),
    "largest": ("largest paint", "ms"),
    "map": ("first map", "ms"),
    "kB": ("loaded at first", "kB"),
    "elsewhere": ("requests to other machines", ""),
}
AIMS = {"largest": 1000, "map": 1000, "elsewhere": 0}
NOTES = {
    (ANSWERED, KIT): "Jupyter Book runs no Python in a page without a server elsewhere",
    ("lesson 5: loaded at first", OTHER): "its maps stand in the page, each with its scripts",
}
_INDEX = "# Georgia 2008\n\nThree lessons with their maps.\n"
_TREE = "\n```{toctree}\n%s\n```\n"
_TOC = "format: jb-book\nroot: index\nchapters:\n" + "".join(f"- file: lesson-{number}\n" for number in CHOSEN)
_CONFIG = "title: Georgia 2008\nexecute:\n  execute_notebooks: force\n  timeout: 300\n"


def measure(runs: int, folder: Path) -> list[Measure]:
    """Make both books by turns, then open their pages by turns, then let Python answer in the kit's."""
    programs = environments.make(folder / "env", PACKAGE)
    env = environments.variables(programs, COURSE_WORKBOOK=str(folder / "workbook"))
    source = folder / "source"
    jupyter_book_source(source)
    books = {KIT: folder / "kit", OTHER: source / "_build" / "html"}
    commands = {
        KIT: [sys.executable, str(Path(__file__)), str(books[KIT])],
        OTHER: [str(programs / "jupyter-book"), "build", "--all", str(source)],
    }
    found = {BUILT: by_turns({way: partial(_seconds, words, env) for way, words in commands.items()}, runs)}
    python_page(folder / "python")
    with chromium() as browser:
        found |= _views(browser, books, runs)
        address = page_load.served(folder / "python") + "run.html"
        found[ANSWERED] = {KIT: tuple(first_answer(browser, address) for _ in range(runs))}
    return [_measure(what, way, values) for what, by in found.items() for way, values in by.items()]


def _seconds(words: list[str], env: dict[str, str]) -> float:
    """Seconds of a whole command."""
    began = time.perf_counter()
    subprocess.run(words, env=env, capture_output=True, check=True)
    return time.perf_counter() - began


def kit_book(place: Path) -> None:
    """Run the lessons and make the small book, as ``course.py site`` makes the whole one."""
    files = assets.Files()
    paths = [path for path in lessons.lesson_files(build.root() / "lessons") if path.stem[:2] in CHOSEN]
    with ThreadPoolExecutor(2) as pool:
        notebooks = list(pool.map(executed, paths))
    sources = {
        f"lesson-{path.stem[:2]}.ipynb": lessonpage.page(notebook, path.stem, files)
        for path, notebook in zip(paths, notebooks, strict=True)
    }
    sources["index.md"] = _INDEX + _TREE % "\n".join(f"lesson-{number}" for number in CHOSEN)
    notes = {f"notebooks/{name}": text.encode("utf-8") for name, text in build.student_files().items()}
    _write(place, run._made(sources, files.content | assets.library() | notes))


def _write(place: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        run._put(place / name, content)


def jupyter_book_source(place: Path) -> None:
    """The same notebooks and start page, with the least that Jupyter Book asks for."""
    files = {"_toc.yml": _TOC, "_config.yml": _CONFIG, "index.md": _INDEX}
    files |= {
        f"lesson-{n[:2]}.ipynb": text for n, text in build.student_files().items() if n[:2] in CHOSEN and "/" not in n
    }
    _write(place, {name: text.encode("utf-8") for name, text in files.items()})


def python_page(place: Path) -> None:
    """A book of one page, in which Python runs."""
    files = runpage.python_files(pyodide.core(None, place))
    sources = {"index.md": "# Georgia 2008\n" + _TREE % "run", "run.md": runpage.page(sum(map(len, files.values())))}
    _write(place, run._made(sources, files))


def _views(browser, books: dict[str, Path], runs: int) -> dict[str, dict[str, tuple[float, ...]]]:
    """What was seen of each page in each book, by turns; one visit before starts the browser's own parts."""
    addresses = {way: page_load.served(book) for way, book in books.items()}
    page_load.visit(browser, f"{addresses[KIT]}index.html")
    found: dict[str, dict[str, tuple[float, ...]]] = defaultdict(lambda: dict.fromkeys(books, ()))
    for _ in range(runs):
        for page, file in PAGES.items():
            for way, address in addresses.items():
                told = page_load.visit(browser, address + file, to_map=page == AT_MAP)
                for key, (name, _) in SEEN.items():
                    if (key == "map") == (page == AT_MAP):
                        found[f"{page}: {name}"][way] += (told[key],)
    return found


def first_answer(browser, address: str) -> float:
    """Seconds from opening the page until a box has answered, in a profile without cache."""
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address)
    box = page.locator(f"[data-box='{runpage.OWN}']")
    box.locator("textarea").fill("print(6 * 7)")
    box.get_by_role("button", name="Run", exact=True).click()
    box.locator(".run-out", has_text="42").wait_for(timeout=120_000)
    took = time.perf_counter() - began
    context.close()
    return took


def _measure(what: str, way: str, values: tuple[float, ...]) -> Measure:
    kind = what.partition(": ")[2]
    aims = {SEEN[key][0]: most for key, most in AIMS.items()}
    unit = dict(SEEN.values()).get(kind, "s")
    return Measure(what, way, unit, values, aims.get(kind) if way == KIT else None, NOTES.get((what, way), ""))


if __name__ == "__main__":
    kit_book(Path(sys.argv[1]))
