"""Hostile cells, and two ways to run one: as Jupyter would, with nothing round it, and in the sandbox."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from courseutils.teach.marking import judging
from courseutils.teach.marking.attempts import Attempt, attempt
from courseutils.teach.marking.limits import Limits
from courseutils.teach.marking.notebook import Cell, Notebook

ROOT = Path(__file__).resolve().parents[2]
# Tight, so that the tests are quick; a notebook of lesson 0 needs a tenth of this.
TIGHT = Limits(1, 2, 4, 20, memory=700 << 20, processes=20, files=500, message_bytes=1 << 20)
HARMLESS = "body_paragraphs = 6"
# A bare process runs the cell and prints what it left in the variable.
BARE = """
import json, sys
namespace = {"__name__": "__main__"}
try:
    exec(sys.argv[1], namespace)
except BaseException as error:
    namespace["error"] = repr(error)
print("LEFT " + json.dumps(namespace.get("map_says"), default=repr), flush=True)
"""


@dataclass(frozen=True)
class Attack:
    """A cell that leaves ``loot`` in ``map_says`` if it gets what it wants."""

    name: str
    code: str
    loot: object = "won"

    def cell(self, **names) -> str:
        """The cell with paths and ports filled in."""
        head = "".join(f"{name} = {value!r}\n" for name, value in names.items())
        return head + self.code


def bare(cell: str, seconds: float = 20):
    """What the cell leaves in ``map_says`` when nothing holds it; raises TimeoutExpired if it does not end."""
    done = subprocess.run(
        [sys.executable, "-c", BARE, cell],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )
    left = [line for line in done.stdout.splitlines() if line.startswith("LEFT ")]
    return json.loads(left[-1].removeprefix("LEFT ")) if left else None


def notebook(*cells: str, lesson: str = "00") -> Notebook:
    return Notebook(lesson, tuple(Cell(source) for source in cells))


def boxed(box, *cells: str, slot: int = 0) -> Attempt:
    """The cells in the sandbox, as a notebook of lesson 0."""
    return attempt(box, notebook(*cells), [{}], slot)


def states(tried: Attempt, *cells: str) -> dict[str, str]:
    """The state of each exercise of lesson 0."""
    return {r.exercise: r.state for r in judging.results(notebook(*cells), tried, [{}])}


def left(tried: Attempt):
    """What came out of the sandbox as the answer in ``map_says``."""
    return tried.outcome.runs[0].answers.get("00-2")
