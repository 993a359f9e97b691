"""A clock for class: planned minutes beside the seconds that the machine needs, row by row of a lesson's plan."""

import datetime as dt
import os
import platform
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courseutils._data import Plain
from courseutils.teach import lessons
from courseutils.teach.outline import Outline, outlines
from courseutils.teach.releasing.pages import day

FILE = "clock.md"
NOT_MEASURED = "not measured"
LONGEST = 600  # seconds that one cell may take
_LESSON, _WHERE = re.compile(r"^## (\d+)\. ", re.M), re.compile(r"^Measured on (.+)$", re.M)
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)


class ClockError(Plain, RuntimeError):
    """A lesson could not be run to measure it; the sentence says which cell failed."""


@dataclass
class Measured:
    """Seconds by row of a plan, as written, and where and when they were measured."""

    where: str = ""
    seconds: dict[str, str] = field(default_factory=dict)


def measure(outline: Outline, path: Path) -> Measured:
    """Run the solved notebook of a lesson once in a kernel of its own and add the cells' seconds up by row of the plan.

    Raises ClockError when a cell fails.
    """
    spent = _cell_seconds(path)
    rows = dict.fromkeys((what for _, what in outline.plan), 0.0)
    for section, place in zip(outline.sections, outline.places, strict=True):
        rows[outline.plan[place][1]] += sum(spent.get(cell, 0.0) for cell in section.cells)
    return Measured(f"{day(dt.date.today())}, on {machine()}", {what: shown(value) for what, value in rows.items()})


def _cell_seconds(path: Path) -> dict[str, float]:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = lessons.solved(lessons.read_lesson(path))
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=LONGEST, record_timing=True, resources={"metadata": {"path": folder}})
        try:
            client.execute(env=dict(os.environ, COURSE_WORKBOOK=folder), stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            raise ClockError(f"In {path.name} a cell failed: {error.ename}: {error.evalue}") from error
    return {cell.id: _seconds(cell.metadata.get("execution", {})) for cell in notebook.cells}


def _seconds(times: Mapping[str, str]) -> float:
    """From the moment when the kernel began with a cell to its answer."""
    begun, ended = times.get("iopub.status.busy"), times.get("shell.execute_reply")
    if not (begun and ended):
        return 0.0
    return (_time(ended) - _time(begun)).total_seconds()


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))


def shown(seconds: float) -> str:
    """Seconds as the page gives them.

    >>> [shown(value) for value in (0, 0.04, 1.26, 12.6)]
    ['none', 'under 0.1', '1.3', '13']
    """
    if not seconds:
        return "none"
    return "under 0.1" if seconds < 0.1 else f"{seconds:.1f}" if seconds < 10 else f"{seconds:.0f}"


def machine() -> str:
    """The machine in words that name nobody: processor, cores, system, Python."""
    cores = os.cpu_count() or 1
    name = f"{cores} core{'s' if cores > 1 else ''} of {processor()}{_busy(cores)}"
    return f"{name}, {platform.system()}, Python {platform.python_version()}"


def _busy(cores: int) -> str:
    """A remark where other programs had more than half of the cores in the last minutes."""
    load = os.getloadavg()[1] if hasattr(os, "getloadavg") else 0
    return " (with much other work on it)" if load > cores / 2 + 1 else ""


def processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text(encoding="utf-8", errors="replace") if cpuinfo.is_file() else ""
    named = re.search(r"(?m)^model name\s*: (.+)$", text)
    return " ".join(named[1].split()) if named else platform.processor() or platform.machine()


def read(text: str) -> dict[str, Measured]:
    """What a page gives as measured, by number of the lesson."""
    found, parts = {}, _LESSON.split(text)
    for number, part in zip(parts[1::2], parts[2::2], strict=True):
        where = _WHERE.search(part)
        rows = {what: seconds for minutes, what, seconds in _ROW.findall(part)[2:] if seconds != NOT_MEASURED}
        found[f"{int(number):02}"] = Measured(where[1].rstrip(".") if where else "", rows)
    return found


def page(known: list[Outline], measured: Mapping[str, Measured]) -> str:
    """The page of all lessons: planned minutes from the lessons, seconds from what was measured."""
    return _PAGE + "".join(_part(outline, measured.get(outline.number, Measured())) for outline in known)


_PAGE = """<!-- Made by python3 course.py build: minutes from the lessons, seconds measured with build --clock. -->

# Clock for class

Planned minutes are estimates of the authors; no class has been timed yet. *Seconds* are what the machine needs for all
cells of a row of the solved notebook, run once in their order: time in which a class waits. A slower machine needs
several times as long. `python3 course.py build --clock` measures on yours, with `--lesson 05` one lesson only.
"""


def _part(outline: Outline, measured: Measured) -> str:
    rows = [(minutes, what, measured.seconds.get(what, NOT_MEASURED)) for minutes, what in outline.plan]
    where = f"Measured on {measured.where}." if measured.where else "Not measured yet."
    return _PART.format(
        int(outline.number),
        outline.title,
        in_class(outline),
        where,
        "\n".join(f"| {' | '.join(row)} |" for row in rows),
    )


_PART = """
## {0}. {1}

Planned: {2} minutes.

{3}

| Minutes | What | Seconds |
| --- | --- | --- |
{4}
"""


def in_class(outline: Outline) -> str:
    """The planned minutes of all rows that are not for home.

    >>> in_class(Outline("01", "", plan=[("5", "a"), ("5 to 8", "b"), ("at home", "c")]))
    '10 to 13'
    """
    ends = [re.findall(r"\d+", minutes) for minutes, _ in outline.plan]
    low, high = (sum(int(numbers[end]) for numbers in ends if numbers) for end in (0, -1))
    return str(low) if low == high else f"{low} to {high}"


def refreshed(root: Path) -> str:
    """The page as it has to be: plans from the lessons as they are now, seconds as they were measured."""
    return page(outlines(root / "lessons"), _measured(root))


def _measured(root: Path) -> dict[str, Measured]:
    file = root / "guide" / FILE
    return read(file.read_text(encoding="utf-8")) if file.is_file() else {}


def run(root: Path, only: str | None) -> int:
    """The command ``course build --clock``: measure, then write ``guide/clock.md``; returns the exit code."""
    measured = _measured(root)
    try:
        for outline in outlines(root / "lessons", only):
            print(f"  lesson {int(outline.number)}: {outline.title}", flush=True)
            measured[outline.number] = measure(outline, root / "lessons" / f"{outline.stem}.py")
    except (ClockError, lessons.NoLesson) as problem:
        print(f"The clock stays as it was. {problem}")
        return 1
    (root / "guide" / FILE).write_text(page(outlines(root / "lessons"), measured), encoding="utf-8", newline="\n")
    print(f"The clock is in guide/{FILE}.")
    return 0
