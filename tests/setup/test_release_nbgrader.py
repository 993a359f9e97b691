"""nbgrader 0.9.6 generates, autogrades, reports and exports our tree, and says nothing that is not listed in the guide.

nbgrader is installed into an environment of its own beside the packages that these tests run with.
"""

import csv
import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from courseutils.exercises import exercises
from courseutils.teach import build, lessons, release
from courseutils.teach.releasing import hidden, scan

ROOT = build.root()
VERSION = "0.9.6"
MARKED = "lesson_05"
pytestmark = [pytest.mark.full, pytest.mark.deep]
NEWS = re.compile(r"\[(?:\w+ \| )?INFO\] |GENERATED ")
# One process for all lessons: nbgrader takes seconds to start. Its own report per lesson is what is looked at.
GENERATE = """
from traitlets.config import Config
from nbgrader.apps import NbGrader, NbGraderAPI
app = NbGrader(); app.load_config_file(); api = NbGraderAPI(config=app.config)
for name in sorted(api.get_source_assignments()):
    done = api.generate_assignment(name)
    print("GENERATED", name, done["success"]); print(done.get("log", ""), done.get("error", ""))
"""


@pytest.fixture(scope="module")
def nbgrader(tmp_path_factory) -> Path:
    """The programs of an environment that has nbgrader, and sees the packages of the one that runs the tests."""
    folder = tmp_path_factory.mktemp("nbgrader") / "env"
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    (site,) = folder.rglob("site-packages")
    (site / "tests.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}  # the guard would refuse the network
    pip = [python, "-m", "pip", "install", "-q", f"nbgrader=={VERSION}"]
    done = subprocess.run(pip, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    # nbgrader calls a program of a package that lies in the other environment, and it has to find nbgrader.
    alembic = python.parent / "alembic"
    alembic.write_text(f"#!{python}\nfrom alembic.config import main\nmain()\n", encoding="utf-8")
    alembic.chmod(0o755)
    return python.parent


class Course:
    """A folder of nbgrader's, and what was said in it."""

    def __init__(self, folder: Path, programs: Path):
        self.folder, self.programs = folder, programs
        self.said: list[str] = []

    def run(self, *words: str) -> str:
        """One command as it stands in the guide; its words are kept. Returns them."""
        env = {
            **os.environ,
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder.parent),
        }
        # Only because the environment is made of two: nbconvert's templates lie in the other.
        env["JUPYTER_PATH"] = str(Path(sys.prefix) / "share" / "jupyter")
        done = subprocess.run(
            [str(self.programs / words[0]), *words[1:]],
            cwd=self.folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=600,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        self.said += done.stdout.splitlines()
        return done.stdout


@pytest.fixture(scope="module")
def course(nbgrader, tmp_path_factory) -> Course:
    """The source tree, generated, and one lesson handed in by three students, autograded and reported."""
    folder = tmp_path_factory.mktemp("course") / "georgia"
    assert release.run(release.Wanted(nbgrader=folder, draft=True)) == 0
    course = Course(folder, nbgrader)
    course.generated = course.run("python", "-c", GENERATE)
    for student, share in (("blank", 0), ("half", 0.5), ("solved", 1)):
        hand_in(folder, student, share)
    for command in ("autograde", "generate_feedback"):
        course.run("nbgrader", command, MARKED)
    course.run("nbgrader", "export")
    return course


def source(folder: Path) -> tuple[Path, dict]:
    """The notebook of the marked lesson below a folder."""
    (path,) = (folder / MARKED).glob("*.ipynb")
    return path, json.loads(path.read_text(encoding="utf-8"))


def hand_in(folder: Path, student: str, share: float) -> None:
    """What students got, with the first exercises solved."""
    _, whole = source(folder / "source")
    solved = {c["id"]: lessons.SOLUTION.sub(r"\1", "".join(c["source"])) for c in whole["cells"] if is_blank(c)}
    path, notebook = source(folder / "release")
    done = list(solved)[: int(len(solved) * share)]
    for cell in notebook["cells"]:
        cell["source"] = solved[cell["id"]] if cell["id"] in done else cell["source"]
    target = folder / "submitted" / student / MARKED / path.name
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(notebook), encoding="utf-8")


def is_blank(cell: dict) -> bool:
    """A cell that students fill in."""
    return cell["metadata"].get("nbgrader", {}).get("solution", False)


def tasks(written: bool) -> list:
    """The checked or the written exercises of the marked lesson, in the order of the notebook."""
    return [e for e in exercises().values() if e.lesson == MARKED[-2:] and (e.kind == "written") == written]


def test_every_lesson_is_generated(course):
    names = [path.name for path in sorted((course.folder / "source").iterdir())]
    assert len(names) == len(lessons.lesson_files(ROOT / "lessons"))
    assert re.findall(r"GENERATED (\w+) (\w+)", course.generated) == [(name, "True") for name in names]


def test_what_is_generated_holds_no_solution(course):
    found = {
        p.relative_to(course.folder).as_posix(): p.read_bytes() for p in (course.folder / "release").rglob("*.ipynb")
    }
    assert len(found) == len(lessons.lesson_files(ROOT / "lessons"))
    assert scan.leaks(found, hidden.kit_secrets(ROOT)) == []


def test_the_scores(course):
    rows = list(csv.DictReader((course.folder / "grades.csv").read_text(encoding="utf-8").splitlines()))
    scores = {
        row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in rows if row["assignment"] == MARKED
    }
    checked, levels = len(tasks(written=False)), sum(len(task.rubric) for task in tasks(written=True))
    order = [task.id for task in exercises().values() if task.lesson == MARKED[-2:]]
    half = sum(task.id in order[: len(order) // 2] for task in tasks(written=False))
    assert 0 < half < checked
    # Written answers wait for a person.
    assert scores == {
        "blank": (0, checked + levels),
        "half": (half, checked + levels),
        "solved": (checked, checked + levels),
    }


def test_every_line_that_is_no_mere_news_is_listed_in_the_guide(course):
    guide = (ROOT / "guide" / "release" / "nbgrader.md").read_text(encoding="utf-8")
    listed = set(guide.split("```")[1].strip().splitlines())
    lines = [re.sub(r"^\S+\.py:\d+: ", "", line).strip() for line in course.said if not NEWS.match(line)]
    assert any("SAWarning" in line for line in lines)
    assert sorted(set(lines) - listed - {""}) == []


def test_the_feedback_shows_the_replies_and_no_traceback(course):
    (page,) = (course.folder / "feedback" / "half" / MARKED).glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "05-1: right." in text and "05-8: not attempted." in text and "Traceback (most recent" not in text


def test_a_students_notebook_leaves_no_progress_in_the_course(course):
    assert list(course.folder.rglob(".progress.jsonl")) == []


def test_the_release_made_again_leaves_nbgraders_own_files_alone(course):
    before = sorted(path for path in course.folder.rglob("*"))
    assert release.run(release.Wanted(nbgrader=course.folder, draft=True)) == 0
    assert sorted(path for path in course.folder.rglob("*")) == before
