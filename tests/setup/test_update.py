"""`update` in a real git clone: newer lessons arrive beside the student's, and a lost network is said."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.full
LESSON = "01_read_the_source.ipynb"


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
