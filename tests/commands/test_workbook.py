"""The student's files are never overwritten: lessons arrive once, newer ones beside them."""

import ast
import datetime as dt
import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from courseutils._brief.files import write_files
from courseutils.commands import fetch, submit, workbook


@pytest.fixture
def folders(tmp_path, monkeypatch) -> tuple[Path, Path]:
    """A folder of lessons as handed out, and an empty workbook."""
    lessons, mine = tmp_path / "notebooks", tmp_path / "workbook"
    lessons.mkdir()
    (lessons / "01_read.ipynb").write_text(json.dumps({"nbformat": 4, "cells": []}), encoding="utf-8")
    monkeypatch.setattr(workbook, "notebooks_dir", lambda: lessons)
    monkeypatch.setenv("COURSE_WORKBOOK", str(mine))
    workbook.copy_lessons(mine)
    return lessons, mine


def texts(folder: Path) -> dict[str, str]:
    """File names and texts of a folder."""
    return {p.name: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.ipynb"))}


def test_a_lesson_is_copied_once(folders):
    assert list(texts(folders[1])) == ["01_read.ipynb"]
    assert workbook.copy_lessons(folders[1]) == []


def test_two_labs_that_start_at_once_copy_the_same_lessons(folders, monkeypatch):
    lessons, mine = folders
    (lessons / "02_map.ipynb").write_text("new", encoding="utf-8")
    code = "import sys; from pathlib import Path; from courseutils.commands import workbook; "
    code += "workbook.notebooks_dir = lambda: Path(sys.argv[1]); print(workbook.copy_lessons(Path(sys.argv[2])))"
    copy, said = shutil.copyfile, []

    def meanwhile(source, target):
        copy(source, target)
        if not said:
            command = [sys.executable, "-c", code, lessons, mine]
            said.append(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)

    monkeypatch.setattr(shutil, "copyfile", meanwhile)
    assert workbook.copy_lessons(mine) == ["New lesson: 02_map.ipynb"] == ast.literal_eval(said[0])
    assert texts(mine)["02_map.ipynb"] == "new" and not list(mine.rglob("*.part"))


def test_a_copy_that_a_full_disk_cuts_off_leaves_nothing(folders, monkeypatch):
    lessons, mine = folders
    (lessons / "02_map.ipynb").write_text("new", encoding="utf-8")

    def half(source, target):
        Path(target).write_text("ne", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(shutil, "copyfile", half)
        with pytest.raises(OSError, match="No space"):
            workbook.copy_lessons(mine)
    assert list(texts(mine)) == ["01_read.ipynb"] and not list(mine.rglob("*.part"))
    assert workbook.copy_lessons(mine) == ["New lesson: 02_map.ipynb"]


def test_a_students_file_stays_and_a_newer_lesson_lies_beside_it(folders):
    lessons, mine = folders
    (mine / "01_read.ipynb").write_text("my work", encoding="utf-8")
    (lessons / "01_read.ipynb").write_text("newer", encoding="utf-8")
    said = workbook.copy_lessons(mine)
    assert texts(mine) == {"01_read.ipynb": "my work", "01_read.new.ipynb": "newer"}
    assert "beside yours as 01_read.new.ipynb" in said[0]
    assert workbook.copy_lessons(mine) == []


def test_work_in_a_new_file_stays_too(folders):
    lessons, mine = folders
    for text in ("newer", "newest"):
        (lessons / "01_read.ipynb").write_text(text, encoding="utf-8")
        workbook.copy_lessons(mine)
    assert texts(mine)["01_read.new.ipynb"] == "newer"
    assert texts(mine)["01_read.new2.ipynb"] == "newest"


def test_a_lesson_the_student_deleted_comes_back(folders):
    (folders[1] / "01_read.ipynb").unlink()
    workbook.copy_lessons(folders[1])
    assert list(texts(folders[1])) == ["01_read.ipynb"]


def test_a_copy_that_was_cut_off_is_made_good(folders):
    lessons, mine = folders
    (mine / ".handed_out" / "01_read.ipynb").unlink()
    assert workbook.copy_lessons(mine) == []
    (lessons / "01_read.ipynb").write_text("newer", encoding="utf-8")
    workbook.copy_lessons(mine)
    assert texts(mine)["01_read.new.ipynb"] == "newer"


# Links: a student keeps work on another disk, which is not always there --------------------------------------------


@pytest.fixture
def linked(folders, tmp_path) -> tuple[Path, Path, Path]:
    """As ``folders``, and the student's lesson is a link to a file on a disk that is not there now."""
    lessons, mine = folders
    away = tmp_path / "away" / "01_read.ipynb"
    (mine / "01_read.ipynb").unlink()
    (mine / "01_read.ipynb").symlink_to(away)
    return lessons, mine, away


@pytest.mark.parametrize("newer", [False, True])
@pytest.mark.parametrize("noted", [False, True])
def test_a_link_whose_disk_is_not_there_stays_a_link_and_is_told(linked, newer, noted):
    lessons, mine, away = linked
    if newer:
        (lessons / "01_read.ipynb").write_text("newer", encoding="utf-8")
    if not noted:
        (mine / ".handed_out" / "01_read.ipynb").unlink()
    (said,) = workbook.copy_lessons(mine)
    assert said.startswith("01_read.ipynb is your link to a file that is not there now, and stays as it is.")
    assert (mine / "01_read.ipynb").readlink() == away and not away.exists()
    assert [path.name for path in mine.glob("*.ipynb")] == ["01_read.ipynb"]


def test_once_the_disk_is_there_a_newer_lesson_lies_beside_the_link(linked):
    lessons, mine, away = linked
    away.parent.mkdir()
    away.write_text("my work", encoding="utf-8")
    (lessons / "01_read.ipynb").write_text("newer", encoding="utf-8")
    workbook.copy_lessons(mine)
    assert (mine / "01_read.ipynb").readlink() == away
    assert texts(mine) == {"01_read.ipynb": "my work", "01_read.new.ipynb": "newer"}


def test_a_link_by_the_name_of_the_newer_lesson_stays_too(folders, tmp_path):
    lessons, mine = folders
    (mine / "01_read.new.ipynb").symlink_to(tmp_path / "away")
    (lessons / "01_read.ipynb").write_text("newer", encoding="utf-8")
    workbook.copy_lessons(mine)
    assert (mine / "01_read.new.ipynb").is_symlink() and not (tmp_path / "away").exists()
    assert (mine / "01_read.new2.ipynb").read_text(encoding="utf-8") == "newer"


def test_a_page_that_is_a_link_is_not_replaced_by_a_newer_one(folders, tmp_path):
    lessons, mine = folders
    page = lessons / workbook.START_PAGE
    page.write_text("old", encoding="utf-8")
    workbook.copy_lessons(mine)
    (mine / page.name).rename(tmp_path / "page.md")
    (mine / page.name).symlink_to(tmp_path / "page.md")
    page.write_text("new", encoding="utf-8")
    workbook.copy_lessons(mine)
    assert (mine / page.name).is_symlink() and (tmp_path / "page.md").read_text(encoding="utf-8") == "old"
    assert (mine / "START_HERE.new.md").read_text(encoding="utf-8") == "new"


def brief(folder: Path) -> Path:
    return write_files(folder, "brief", {".md": b"my brief"})[0]


def put_aside(folder: Path) -> Path:
    (folder / "guide").mkdir(exist_ok=True)
    (folder / "guide" / "clock.md").write_text("measured", encoding="utf-8")
    return fetch._put_aside(folder, "guide/clock.md")


@pytest.mark.parametrize(
    "make", [brief, put_aside, lambda folder: submit.pack([], folder, "Nino")], ids=["brief", "put aside", "packed"]
)
def test_what_is_made_beside_a_link_to_nothing_takes_the_next_name(make, tmp_path, monkeypatch):
    class Today(dt.datetime):
        """The same minute, so that the names are the same."""

        now = classmethod(lambda cls: dt.datetime(2026, 1, 2, 3, 4))

    monkeypatch.setattr(dt, "datetime", Today)
    first = make(tmp_path)
    first.unlink()
    first.symlink_to(tmp_path / "away")
    second = make(tmp_path)
    assert second != first and second.is_file() and first.is_symlink() and not (tmp_path / "away").exists()
