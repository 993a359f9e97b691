"""What students get, the unpacked archive, works with no network and without the instructor's floor."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from madekit import course, set_up

from courseutils.teach import release
from courseutils.teach.releasing import hidden, scan

ROOT = Path(__file__).resolve().parents[2]
COURSE = 'name = "Karten & Krieg"\nstart = 2027-02-08\n[lessons]\n5 = 2027-03-08\n'
pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def kit(tmp_path_factory) -> Path:
    """The short course's archive, unpacked as a student does it, in a folder with a name of its own, and set up."""
    folder = tmp_path_factory.mktemp("ჩემი კურსი")
    (folder / "course.toml").write_text(COURSE, encoding="utf-8")
    wanted = release.Wanted(folder / "handout", lessons="1,2,5,6", course=folder / "course.toml", draft=True)
    assert release.run(wanted) == 0
    with zipfile.ZipFile(folder / "handout" / "georgia2008_students.zip") as archive:
        archive.extractall(folder)
    set_up(folder / release.TOP)
    return folder / release.TOP


def test_the_first_map_is_drawn(kit):
    done = course(kit, "lab", "--check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "First map after" in done.stdout and "Setting up" not in done.stdout


def test_the_lessons_and_the_courses_page_arrive_in_the_workbook(kit):
    done = course(kit, "update")
    assert done.returncode == 0, done.stdout + done.stderr
    arrived = sorted(path.name for path in (kit / "workbook").iterdir() if not path.name.startswith("."))
    assert [name[:2] for name in arrived] == ["00", "01", "02", "05", "06", "ST"]
    assert (kit / "workbook" / "START_HERE.md").read_text(encoding="utf-8").startswith("# Karten &amp; Krieg\n")


def test_progress_lists_the_exercises_of_this_course_only(kit):
    code = "from courseutils import progress; print(*sorted({row[0][:2] for row in progress().rows}))"
    env = {"PYTHONPATH": str(kit / "src"), "COURSE_WORKBOOK": str(kit / "none")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == "00 01 02 05 06\n", done.stderr


@pytest.mark.parametrize("command", ["build", "release", "test"])
def test_an_instructors_command_says_that_it_is_one(command, kit):
    done = course(kit, command)
    assert done.returncode == 1
    assert f"The command {command} is for instructors" in done.stdout


def test_the_doctor_finds_nothing_wrong_with_the_data(kit):
    assert "ok     data files" in course(kit, "doctor").stdout


def test_no_unpacked_file_holds_a_solution(kit):
    paths = (path for path in kit.rglob("*") if path.is_file() and not {".venv", "workbook"} & set(path.parts))
    files = {path.relative_to(kit).as_posix(): path.read_bytes() for path in paths}
    files = {name: content for name, content in files.items() if "__pycache__" not in name}
    assert len(files) > 150
    assert scan.leaks(files, hidden.kit_secrets(ROOT)) == []


@pytest.mark.deep
def test_every_notebook_of_the_short_course_runs_to_its_end(kit):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(kit / "src"), str(ROOT / "tests" / "guard")])}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadfile",
        "--nbval-lax",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, "notebooks"], cwd=kit, env=env, capture_output=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
    cells = sum(len(json.loads(p.read_text(encoding="utf-8"))["cells"]) for p in (kit / "notebooks").glob("*.ipynb"))
    assert cells > 200
