"""What students get, the kit without the instructor's folders, works and holds no solution."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from courseutils.teach import build, lessons, rules

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = ("lessons", "tests", "tools", "CONTRIBUTING.md", ".git", ".venv", "workbook")
pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The folder as the README tells an instructor to hand it out."""
    folder = tmp_path_factory.mktemp("handed out") / "kit"
    shutil.copytree(
        ROOT, folder, ignore=lambda where, names: [n for n in names if where == str(ROOT) and n in LEFT_OUT]
    )
    shutil.rmtree(folder / "src" / "courseutils" / "teach")
    return folder


def run(copy: Path, *words: str) -> subprocess.CompletedProcess:
    """One command of the copy with this test's packages."""
    env = {
        "PYTHONPATH": str(copy / "src"),
        "COURSE_WORKBOOK": str(copy / "workbook"),
        "PATH": "/usr/bin:/bin",
        "HOME": str(copy),
    }
    command = [sys.executable, "-m", "courseutils.cli", *words]
    return subprocess.run(command, cwd=copy, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)


def test_the_first_map_is_drawn(copy):
    done = run(copy, "lab", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_instructors_command_says_that_it_is_one(copy):
    done = run(copy, "build")
    assert done.returncode == 1
    assert "for instructors" in done.stdout


def test_no_file_holds_a_solution(copy):
    sources = [lessons.read_lesson(path) for path in lessons.lesson_files(build.root() / "lessons")]
    texts = [p.read_text(encoding="utf-8") for p in copy.rglob("*") if p.suffix in (".ipynb", ".py", ".md", ".toml")]
    assert len(texts) > 40
    assert [found for source in sources for text in texts for found in rules.leaks(text, source)] == []
