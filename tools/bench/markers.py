"""The three programs that group_marking.py times: how each is asked to mark, and which exercises it found right."""

import csv
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import environments

from courseutils.exercises import Exercise, tasks_of

NBGRADER, OTTER = "nbgrader==0.9.6", "otter-grader[grading]==7.0.0"
# Of every exercise that nbgrader gave a point for: the student, and the name of the cell that gives it.
_POINTS = """
SELECT submitted_assignment.student_id, base_cell.name
FROM grade
JOIN base_cell ON base_cell.id = grade.cell_id
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
WHERE grade.auto_score > 0
"""
# Two notebooks at a time, as the others are asked for at most.
_AS_OTHERS = ("--seed", "bench", "--workers", "2")


@dataclass(frozen=True)
class Command:
    """A command as a program starts it."""

    words: list[str]
    folder: Path
    env: dict[str, str]


def asked(commands: Iterable[Command]) -> None:
    """Run them one after the other; stops everything if one fails."""
    for command in commands:
        done = subprocess.run(command.words, cwd=command.folder, env=command.env, capture_output=True, check=False)
        if done.returncode:
            said = (done.stdout + done.stderr)[-1500:].decode("utf-8", "replace")
            sys.exit(f"{' '.join(command.words[:4])} failed: {said}")


class Kit:
    """``course.py mark`` on folders of a class, one for each student."""

    def __init__(self, folder: Path, *more: str):
        self.folder, self.more = folder, more

    def hand_in(self, students: Mapping[str, bytes], name: str, lane: int, run: int) -> list[Command]:
        """Put the notebooks in their places; the command that marks them all."""
        handed_in = self.folder / f"handed-in-{run}"
        for student, notebook in students.items():
            _put(handed_in / student / name, notebook)
        words = [sys.executable, "-m", "courseutils.cli", "mark", str(handed_in), "--out", str(self._out(run))]
        return [
            Command([*words, *_AS_OTHERS, *self.more], self.folder, environments.variables(Path(sys.prefix) / "bin"))
        ]

    def _out(self, run: int) -> Path:
        return self.folder / f"marks-{run}"

    def right(self, run: int) -> set[tuple[str, str]]:
        """Student and exercise for every answer that was found right."""
        with (self._out(run) / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
            return {(row["student"], row["exercise"]) for row in csv.DictReader(file) if row["state"] == "right"}


def nbgrader_programs(folder: Path) -> Path:
    """The programs of a new environment that has nbgrader."""
    made = environments.make(folder, NBGRADER)
    # nbgrader calls a program of a package that lies in the kit's environment, and it has to find nbgrader.
    alembic = made / "alembic"
    alembic.write_text(f"#!{made}/python\nfrom alembic.config import main\nmain()\n", encoding="utf-8")
    alembic.chmod(0o755)
    return made


class Nbgrader:
    """``nbgrader autograde`` in a course that the kit's own release made."""

    def __init__(self, folder: Path, lesson: str, bin_folder: Path):
        self.folder, self.assignment, self.bin = folder, f"lesson_{lesson}", bin_folder
        kernels = str(Path(sys.prefix) / "share" / "jupyter")
        self.env = environments.variables(bin_folder, HOME=str(folder), JUPYTER_PATH=kernels)
        words = [sys.executable, "-m", "courseutils.cli", "release", "--draft", "--nbgrader", str(folder)]
        asked([Command(words, folder, self.env)])
        asked([Command([str(self.bin / "nbgrader"), "generate_assignment", self.assignment], folder, self.env)])

    def notebook(self, part: str) -> Path:
        """The lesson as nbgrader has it, in "source" with its solutions, in "release" without."""
        (path,) = (self.folder / part / self.assignment).glob("*.ipynb")
        return path

    def hand_in(self, students: Mapping[str, bytes], name: str, lane: int, run: int) -> list[Command]:
        """Put the notebooks in their places; one command marks them all."""
        for student, notebook in students.items():
            _put(self.folder / "submitted" / f"{run}-{lane}-{student}" / self.assignment / name, notebook)
        words = [str(self.bin / "nbgrader"), "autograde", self.assignment]
        return [Command([*words, f"--CourseDirectory.student_id={run}-{lane}-*"], self.folder, self.env)]

    def right(self, run: int) -> set[tuple[str, str]]:
        """Student and exercise for every point that was given."""
        with sqlite3.connect(self.folder / "gradebook.db") as book:
            rows = [(student.split("-", 2), cell) for student, cell in book.execute(_POINTS)]
        return {(parts[2], cell.removeprefix("points-")) for parts, cell in rows if parts[0] == str(run)}


class Otter:
    """``otter run`` without Docker, with a test for each checked exercise of the lesson."""

    def __init__(self, folder: Path, lesson: str, bin_folder: Path):
        self.folder, self.bin = folder, bin_folder
        for task in tasks_of(lesson):
            if task.kind != "written":
                _put(folder / "tests" / f"{task.id}.py", otter_test(task).encode("utf-8"))
        words = [str(bin_folder / "otter"), "generate", "--no-config", "--no-requirements", "--no-environment"]
        asked([Command(words, folder, environments.variables(bin_folder))])

    def hand_in(self, students: Mapping[str, bytes], name: str, lane: int, run: int) -> list[Command]:
        """Put the notebooks in their places; a command for each, since it marks one."""
        return [
            self._one(self.folder / f"run-{run}" / student, notebook, name) for student, notebook in students.items()
        ]

    def _one(self, folder: Path, notebook: bytes, name: str) -> Command:
        _put(folder / name, notebook)
        # A notebook keeps the progress of its checks in a folder of its own.
        env = environments.variables(self.bin, HOME=str(self.folder), COURSE_WORKBOOK=str(folder))
        words = [str(self.bin / "otter"), "run", "--no-logo", "-a", str(self.folder / "autograder.zip")]
        return Command([*words, "-o", str(folder), str(folder / name)], folder, env)

    def right(self, run: int) -> set[tuple[str, str]]:
        """Student and exercise for every test that was passed."""
        return {
            (path.parent.name, test["name"])
            for path in (self.folder / f"run-{run}").glob("*/results.json")
            for test in json.loads(path.read_text(encoding="utf-8"))["tests"]
            if test.get("score")
        }


def otter_test(task: Exercise) -> str:
    """A test in otter's form: the same variable, the same expected value and the same tolerance."""
    expected, name = task.expected.get(task.parameters), task.variable
    if task.kind == "number":
        room = max(task.tolerance, abs(expected) * task.tolerance_percent / 100)
        asks = f"bool(abs({name} - {expected!r}) <= {room!r})"
    elif task.kind == "choice":
        asks = f"{name} == {expected!r}"
    else:
        asks = f"sorted({name}) == {sorted(expected)!r}"
    cases = [{"code": f">>> {asks}\nTrue"}]
    test = {"name": task.id, "points": 1, "suites": [{"type": "doctest", "cases": cases}]}
    return f"OK_FORMAT = True\ntest = {test!r}\n"


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
