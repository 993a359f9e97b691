"""From nothing to the first map and to an answered check: what a student waits for."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import environments
import markers
import memory
from jupyter_client.manager import KernelManager
from measures import Measure, by_turns

from courseutils._data import data_dir
from courseutils.exercises import exercises
from courseutils.teach import lessons

TITLE = "Start, first map, checks"
ABOUT = """
Imports: each in a fresh Python, counted inside it. First maps: a kernel that is ready for its first cell; then one cell
with its imports, until the map has come and the kernel is idle again. Stock folium and geopandas draw the same four
layers, without names, legend, stamp and words. Checks: lessons 3 and 5, which have the slowest, solved, in a kernel
each; each answer is given twice, and milliseconds of the call are counted inside the kernel. The first time the kit
works out what it expects; otter-grader's `check` asks the same of the same variables, with values that were worked out
before. `lab --check` starts JupyterLab and runs lesson 1 up to its first map.
"""
BESIDE = ("folium", "geopandas", "matplotlib", "numpy", "pandas")
ROOT = Path(__file__).resolve().parents[2]
LESSONS = ("03", "05")
LAYERS = [str(data_dir() / "layers" / f"{n}.geojson") for n in ("neighbours", "abkhazia", "south_ossetia", "georgia")]
WEB = {
    "web_map": "from courseutils import Map, web_map\nweb_map(Map('Georgia'))",
    "stock folium": "import folium, geopandas\npage = folium.Map(tiles=None)\n"
    f"for path in {LAYERS}:\n    folium.GeoJson(geopandas.read_file(path)).add_to(page)\npage",
}
STATIC = {
    "static_map": "from courseutils import Map, static_map\nstatic_map(Map('Georgia'))",
    "geopandas, plot": f"import geopandas\nax = None\nfor path in {LAYERS}:\n"
    "    ax = geopandas.read_file(path).plot(ax=ax)",
}
MIDDLE, AGAIN = "check, a second answer, the middle one", "check, a second answer, the slowest"
FIRST = "check, the first answer to an exercise, the slowest"
_IMPORT = "import time; began = time.perf_counter(); import {}; print(time.perf_counter() - began)"
_TIMED = "import time as _time; _began = _time.perf_counter()\n{}\nprint('@', _time.perf_counter() - _began)"
_OTTER = "import otter; _grader = otter.Notebook(tests_dir={!r})"


def import_ms(module: str) -> float:
    """Milliseconds of one import in a Python of its own."""
    done = subprocess.run([sys.executable, "-c", _IMPORT.format(module)], capture_output=True, check=True)
    return float(done.stdout) * 1000


@contextmanager
def kernel(python: str, folder: Path) -> Iterator[tuple]:
    """A kernel of that Python in a folder, ready for its first cell."""
    manager = KernelManager()
    assert manager.kernel_spec
    manager.kernel_spec.argv[0] = python
    manager.start_kernel(stderr=subprocess.DEVNULL, cwd=str(folder))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def first_cell(folder: Path, code: str) -> float:
    """Seconds of the first cell of a new kernel."""
    with kernel(sys.executable, folder) as started:
        began = time.perf_counter()
        memory.run(started, [code])
        return time.perf_counter() - began


def lab() -> float:
    """Seconds of ``course.py lab --check``."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "courseutils.cli", "lab", "--check"], check=True, capture_output=True)
    return time.perf_counter() - began


def check_ms(python: str, folder: Path, begin: str, ask: Callable[[str, str], str]) -> dict[str, float]:
    """Milliseconds of each kind; ``begin`` runs first, ``ask`` makes code of an exercise's id and its check cell."""
    pairs = [pair for lesson in LESSONS for pair in _lesson_ms(lesson, python, folder, begin, ask)]
    first, again = zip(*pairs, strict=True)
    return {MIDDLE: statistics.median(again), AGAIN: max(again), FIRST: max(first)}


def _lesson_ms(lesson: str, python: str, folder: Path, begin: str, ask) -> Iterator[tuple[float, float]]:
    """For each checked exercise of a lesson its first answer and the same answer once more."""
    (path,) = (ROOT / "lessons").glob(f"{lesson}_*.py")
    with kernel(python, folder) as started:
        memory.run(started, [begin])
        for cell in lessons.solved(lessons.read_lesson(path)).cells:
            name = cell.source.partition('check("')[2][:4]
            if "check" in lessons.tags(cell) and exercises()[name].kind != "written":
                code = ask(name, cell.source)
                yield _counted(started[1], code), _counted(started[1], code)
            elif cell.cell_type == "code":
                memory.run(started, [cell.source])


def _counted(client, code: str) -> float:
    said: list[str] = []
    reply = client.execute_interactive(
        _TIMED.format(code), output_hook=lambda message: said.append(message["content"].get("text", ""))
    )
    if reply["content"]["status"] != "ok":
        sys.exit(f"{code}\n{reply['content']['evalue']}")
    return float("".join(said).rpartition("@")[2]) * 1000


def checks(runs: int, folder: Path) -> list[Measure]:
    """First and later answers, beside otter-grader's."""
    python = str(environments.make(folder / "env", markers.OTTER) / "python")
    tests = folder / "tests"
    tests.mkdir()
    for name, task in exercises().items():
        if name[:2] in LESSONS and task.kind != "written":
            (tests / f"{name}.py").write_text(markers.otter_test(task), encoding="utf-8")
    otter = _OTTER.format(str(tests))
    ways: dict[str, Callable[[], dict[str, float]]] = {
        "check": partial(check_ms, sys.executable, folder, "pass", lambda _, cell: cell),
        "otter-grader": partial(check_ms, python, folder, otter, lambda name, _: f"print(_grader.check({name!r}))"),
    }
    found: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, once in ways.items():
            found[way].append(once())
    aims = {(AGAIN, "check"): 30}
    return [
        Measure(what, way, "ms", tuple(run[what] for run in found[way]), aims.get((what, way)))
        for what in (MIDDLE, AGAIN, FIRST)
        for way in ways
    ]


def measure(runs: int, folder: Path) -> list[Measure]:
    """Imports, first maps, checks, the lab."""
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    modules = ["courseutils", *BESIDE[:2], *BESIDE[3:], "matplotlib.pyplot"]
    imports = by_turns({name: partial(import_ms, name) for name in modules}, runs)
    web = by_turns({way: partial(first_cell, folder, code) for way, code in WEB.items()}, runs)
    static = by_turns({way: partial(first_cell, folder, code) for way, code in STATIC.items()}, runs)
    started = by_turns({"course.py": lab}, runs)
    return [
        *_measures("import", "ms", imports, 50),
        *_measures("first web map after the kernel's start", "s", web, 1),
        *_measures("first static map after the kernel's start", "s", static, 1),
        *checks(runs, folder),
        *_measures("lab --check", "s", started, None),
    ]


def _measures(what: str, unit: str, found: dict[str, tuple[float, ...]], aim: float | None) -> list[Measure]:
    """The measures of a thing; the first way is the kit's own, and has the aim."""
    ways = list(found)
    return [Measure(what, way, unit, found[way], aim if way == ways[0] else None) for way in ways]
