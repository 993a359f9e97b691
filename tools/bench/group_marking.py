"""How long a class takes to mark, and how much memory, beside nbgrader and otter-grader on the same notebooks."""

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from threading import Event, Thread

import environments
import markers
import psutil
from measures import Measure, by_turns

from courseutils.exercises import tasks_of
from courseutils.teach import lessons

LESSON = "05"
NOTEBOOKS = 6  # of each run and way: a multiple of six, so that both halves hold the same mixture
SHARES = (1.0, 0.5, 0.0)  # of the exercises, that a student has done
RATIO, SECONDS = 5, 1.0
TITLE = "Marking"
ABOUT = f"""
{NOTEBOOKS} notebooks of lesson {int(LESSON)}, new ones for every run and the same for every way: a third solved, a
third half done, a third blank, no two alike. A value is the time of whole commands, start and set-up included, divided
by the notebooks. Before any time is taken, every way marks one class more, while its memory is looked at; in every run
each way must find exactly the solved exercises right. `course.py mark` takes two notebooks at a time, each in a sandbox
of its own without a network, and runs it twice, the second time with hidden values. nbgrader, and otter-grader without
the Docker that it uses for a class, run each notebook once, as you, with your files and your network. `otter run` marks
one notebook; the expected values stand in its tests, so that nothing has to be computed for them. The aims for
`course.py mark` are 1,800 notebooks in 30 minutes, which is a second each, and a fifth of the time that nbgrader needs.
"""


@dataclass(frozen=True)
class HandedIn:
    """What the students of one run hand in, and which answers are right."""

    name: str
    notebooks: dict[str, bytes]
    right: set[tuple[str, str]]


def hand_in(nbgrader: markers.Nbgrader, run: int) -> HandedIn:
    """Released notebooks with the first exercises solved, and the student's name, so that no two are alike."""
    source, release = (json.loads(nbgrader.notebook(part).read_bytes()) for part in ("source", "release"))
    blanks = [c for c in source["cells"] if c["metadata"].get("nbgrader", {}).get("solution")]
    solved = {c["id"]: lessons.SOLUTION.sub(r"\1", "".join(c["source"])) for c in blanks}
    made = HandedIn(nbgrader.notebook("release").name, {}, set())
    for number in range(NOTEBOOKS):
        student = f"student{run:02}{number:02}"
        done = {cell: solved[cell] for cell in list(solved)[: int(len(solved) * SHARES[number % len(SHARES)])]}
        made.notebooks[student] = filled_in(release, done, student)
        made.right.update((student, cell.removeprefix("exercise-")) for cell in done)
    written = {task.id for task in tasks_of(LESSON) if task.kind == "written"}
    made.right.difference_update([pair for pair in made.right if pair[1] in written])
    return made


def filled_in(release: dict, done: dict[str, str], student: str) -> bytes:
    """The released notebook with these cells filled in."""
    cells = [
        {**cell, "source": f"# {student}\n{done[cell['id']]}"} if cell["id"] in done else cell
        for cell in release["cells"]
    ]
    return json.dumps({**release, "cells": cells, "metadata": {**release["metadata"], "student": student}}).encode()


class Way:
    """A marker with so many lanes, each of which takes its share of the notebooks; every call is another run."""

    def __init__(self, marker, runs: list[HandedIn], lanes: int = 1):
        self.marker, self.lanes, self.runs = marker, lanes, enumerate(runs)

    def seconds(self) -> float:
        """Seconds a notebook, for the next run; stops everything when an answer was marked wrongly."""
        number, handed_in = next(self.runs)
        students = list(handed_in.notebooks)
        lanes = [
            self.marker.hand_in(
                {s: handed_in.notebooks[s] for s in students[n :: self.lanes]}, handed_in.name, n, number
            )
            for n in range(self.lanes)
        ]
        began = time.perf_counter()
        with ThreadPoolExecutor(self.lanes) as at_once:
            list(at_once.map(markers.asked, lanes))
        seconds = time.perf_counter() - began
        if wrong := self.marker.right(number) ^ handed_in.right:
            sys.exit(f"{type(self.marker).__name__} marked wrongly: {sorted(wrong)}")
        return seconds / len(students)

    def megabytes(self) -> float:
        """The most memory that the next run takes in all its processes."""
        with peak_memory() as found:
            self.seconds()
        return max(found) / 1e6


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Bytes of all processes that this one has started, again and again; what several share counts once."""
    found, ended = [0], Event()

    def look() -> None:
        while not ended.wait(0.2):
            found.append(sum(map(_share, psutil.Process().children(recursive=True))))

    watching = Thread(target=look)
    watching.start()
    try:
        yield found
    finally:
        ended.set()
        watching.join()


def _share(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.ZombieProcess):  # it has just ended
        return 0


def ways(folder: Path, runs: int) -> dict[str, Way]:
    """All ways to mark, the kit's own first; each has a folder of its own."""
    nbgrader_bin = markers.nbgrader_programs(folder / "nbgrader-env")
    otter_bin = environments.make(folder / "otter-env", markers.OTTER)
    places = {name: folder / name for name in ("kit", "trusting", "one", "two", "otter-one", "otter-two")}
    for place in places.values():
        place.mkdir()
    one, two = (markers.Nbgrader(places[name], LESSON, nbgrader_bin) for name in ("one", "two"))
    class_of = [hand_in(one, run) for run in range(runs + 1)]
    otters = [markers.Otter(places[name], LESSON, otter_bin) for name in ("otter-one", "otter-two")]
    return {
        "course.py mark": Way(markers.Kit(places["kit"]), class_of),
        "course.py mark --i-trust-these": Way(markers.Kit(places["trusting"], "--i-trust-these"), class_of),
        "nbgrader autograde, one call": Way(one, class_of),
        "nbgrader autograde, two calls at once": Way(two, class_of, 2),
        "otter run, one after the other": Way(otters[0], class_of),
        "otter run, two at once": Way(otters[1], class_of, 2),
    }


def measure(runs: int, folder: Path) -> list[Measure]:
    """Memory of each way in a first run, then the times by turns."""
    tried = ways(folder, runs)
    memory = {name: way.megabytes() for name, way in tried.items()}
    times = by_turns({name: way.seconds for name, way in tried.items()}, runs)
    others = {name: median(values) for name, values in times.items() if not name.startswith("course.py")}
    aim = min(SECONDS, *(seconds / RATIO for name, seconds in others.items() if name.startswith("nbgrader")))
    found = [Measure("a notebook marked", name, "s", values) for name, values in times.items()]
    found[0] = replace(found[0], aim=aim, note=f"{found[0].median * 1800 / 60:.0f} minutes for 1,800 notebooks")
    return found + [
        Measure("most memory while marking", name, "MB", (most,), note=ONCE) for name, most in memory.items()
    ]


ONCE = "looked at in one run, whose time is not taken"
