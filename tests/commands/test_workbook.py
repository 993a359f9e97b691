"""The student's files are never overwritten: lessons arrive once, newer ones beside them."""

import ast
import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from courseutils.commands import workbook


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
