"""`update` in a real git clone: newer lessons arrive beside the student's, and a lost network is said."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.full
LESSON = "01_read_the_source.ipynb"
CLOCK, FIGURES = "guide/clock.md", ("guide/figures.json", "guide/images/figures/start.svg")


def git(folder: Path, *words: str) -> None:
    """Run git in a folder under a name of its own."""
    names = ["-c", "user.name=Nino", "-c", "user.email=nino@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


def update(clone: Path) -> subprocess.CompletedProcess:
    """The command, run in the clone."""
    environment = {"PYTHONPATH": str(clone / "src"), "PATH": "/usr/bin:/bin", "HOME": str(clone.parent)}
    command = [sys.executable, "-m", "courseutils.cli", "update"]
    return subprocess.run(command, cwd=clone, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def upstream(tmp_path) -> Path:
    """A repository with the kit in it."""
    folder = tmp_path / "upstream"
    (folder / "guide" / "images" / "figures").mkdir(parents=True)
    for name in (CLOCK, *FIGURES):
        (folder / name).write_text("measured here", encoding="utf-8")
    for name in ("src", "notebooks", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.py", folder)
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    return folder


def test_a_newer_lesson_arrives_and_a_lost_remote_is_said(upstream, tmp_path):
    clone = tmp_path / "ჩემი კლონი"
    git(tmp_path, "clone", str(upstream), str(clone))
    assert "New lesson" in update(clone).stdout
    mine = clone / "workbook" / LESSON
    mine.write_text("my work", encoding="utf-8")
    newer = upstream / "notebooks" / LESSON
    newer.write_text(newer.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    git(upstream, "commit", "-am", "newer")
    done = update(clone)
    assert done.returncode == 0 and "01_read_the_source.new.ipynb" in done.stdout, done.stdout + done.stderr
    assert mine.read_text(encoding="utf-8") == "my work"
    upstream.rename(tmp_path / "gone")
    lost = update(clone)
    assert lost.returncode == 1 and "as you left them" in lost.stdout


def change(folder: Path, **files: str) -> None:
    """Commit new texts for the clock and for the launcher."""
    for name, text in files.items():
        (folder / {"clock": CLOCK, "launcher": "course.py"}[name]).write_text(text, encoding="utf-8")
    git(folder, "commit", "-am", "newer")


def kept(clone: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((clone / "guide_out").glob("clock*"))]


def test_a_clock_measured_here_is_put_aside_when_a_newer_one_comes(upstream, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", str(upstream), str(clone))
    (clone / CLOCK).write_text("my seconds", encoding="utf-8")
    change(upstream, launcher="# newer")
    assert update(clone).returncode == 0  # nobody else changed the clock
    assert (clone / CLOCK).read_text(encoding="utf-8") == "my seconds" and kept(clone) == []
    for number in ("second", "third"):
        change(upstream, clock=number)
        done = update(clone)
        assert done.returncode == 0 and "What you measured on this machine is now in guide_out/clock_" in done.stdout, (
            done.stdout
        )
        assert (clone / CLOCK).read_text(encoding="utf-8") == number
        (clone / CLOCK).write_text(f"my {number}", encoding="utf-8")
    assert kept(clone) == ["my seconds", "my second"]


def test_a_clock_measured_here_stays_where_something_else_stands_in_the_way(upstream, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", str(upstream), str(clone))
    for name in (CLOCK, "course.py"):
        (clone / name).write_text("mine", encoding="utf-8")
    change(upstream, clock="newer", launcher="# newer")
    done = update(clone)
    assert done.returncode == 1 and "type git checkout HEAD -- course.py" in done.stdout
    assert [(clone / name).read_text(encoding="utf-8") for name in (CLOCK, "course.py")] == ["mine", "mine"]
    assert kept(clone) == []


def test_figures_measured_here_are_put_aside_together(upstream, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", str(upstream), str(clone))
    new = "guide/images/figures/maps.svg"  # a plot that the kit had not got when this was measured
    for name in (*FIGURES, new):
        (clone / name).write_text("mine", encoding="utf-8")
        (upstream / name).write_text("newer", encoding="utf-8")
    git(upstream, "add", ".")
    git(upstream, "commit", "-m", "newer")
    done = update(clone)
    assert done.returncode == 0, done.stdout
    assert {(clone / name).read_text(encoding="utf-8") for name in (*FIGURES, new)} == {"newer"}
    aside = sorted((clone / "guide_out").iterdir())
    assert [path.suffix for path in aside] == [".json", ".svg", ".svg"]
    assert {path.read_text(encoding="utf-8") for path in aside} == {"mine"}
