"""The student's files are never overwritten: lessons arrive once, newer ones beside them, work is packed anew."""

import json
import os
import zipfile
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


def test_work_is_packed_into_a_new_file_each_time(folders, capsys):
    assert workbook.submit("ნინო O'Neil/../x") == workbook.submit("ნინო O'Neil/../x") == 0
    packed = sorted((folders[1] / "handed_in").glob("*.zip"))
    assert len(packed) == 2 and all("ნინო_O_Neil" in p.name for p in packed)
    assert zipfile.ZipFile(packed[0]).namelist() == ["01_read.ipynb"]
    assert str(packed[0]) in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../../Nino", "a/b\\c:d", "N" * 300, "ნ" * 300, "...", "CON: x|y?*"])
def test_no_name_makes_a_folder_or_too_long_a_file_name(folders, name):
    assert workbook.submit(name) == 0
    (packed,) = (folders[1] / "handed_in").iterdir()
    assert packed.suffix == ".zip" and len(packed.name.encode("utf-8")) <= 220
    stem = packed.name.removeprefix("georgia2008_")
    assert len(stem) <= workbook.LONGEST_NAME + len("_2008-10-15_1200.zip") and not set(stem) & set("/\\:|?*")


def test_notebooks_in_a_folder_of_the_students_own_are_named_and_not_packed(folders, capsys):
    for name in ("drafts/plan.ipynb", ".ipynb_checkpoints/01_read-checkpoint.ipynb"):
        (folders[1] / name).parent.mkdir()
        (folders[1] / name).write_text('{"nbformat": 4}', encoding="utf-8")
    assert workbook.submit("Nino") == 0
    said = capsys.readouterr().out
    assert "Not packed: drafts/plan.ipynb" in said.replace("\\", "/") and "checkpoint" not in said
    (packed,) = (folders[1] / "handed_in").iterdir()
    assert zipfile.ZipFile(packed).namelist() == ["01_read.ipynb"]


@pytest.mark.parametrize(("text", "word"), [('{"nbformat": 5}', "format 5"), ("<<<<<<< mine", "cannot be read")])
def test_a_notebook_that_may_not_open_is_named_and_packed(folders, capsys, text, word):
    (folders[1] / "01_read.ipynb").write_text(text, encoding="utf-8")
    assert workbook.submit("Nino") == 0
    assert word in capsys.readouterr().out


def test_nothing_to_hand_in_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    assert workbook.submit("Nino") == 1
    assert "no notebooks" in capsys.readouterr().out


def test_a_copy_that_was_cut_off_is_made_good(folders):
    lessons, mine = folders
    (mine / ".handed_out" / "01_read.ipynb").unlink()
    assert workbook.copy_lessons(mine) == []
    (lessons / "01_read.ipynb").write_text("newer", encoding="utf-8")
    workbook.copy_lessons(mine)
    assert texts(mine)["01_read.new.ipynb"] == "newer"


def test_a_newer_lesson_is_packed_once_it_holds_work(folders, capsys):
    lessons, mine = folders
    (lessons / "01_read.ipynb").write_text(json.dumps({"nbformat": 4, "cells": [1]}), encoding="utf-8")
    workbook.copy_lessons(mine)
    workbook.submit("Nino")
    (mine / "01_read.new.ipynb").write_text(json.dumps({"nbformat": 4, "cells": [2]}), encoding="utf-8")
    workbook.submit("Nino")
    sizes = sorted(len(zipfile.ZipFile(p).namelist()) for p in (mine / "handed_in").glob("*.zip"))
    assert sizes == [1, 2]


def test_a_file_dated_before_1980_is_packed(folders):
    os.utime(folders[1] / "01_read.ipynb", (0, 0))
    assert workbook.submit("Nino") == 0
    assert [p.suffix for p in (folders[1] / "handed_in").iterdir()] == [".zip"]
