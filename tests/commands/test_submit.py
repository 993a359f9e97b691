"""Work is packed anew each time: every notebook that was changed or run, and those that were not are named."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from courseutils.commands import submit, workbook


def notebook(source="answer = ...", **more) -> str:
    """A notebook of one code cell as a text; ``more`` goes into the cell."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell | more]})


@pytest.fixture
def folders(tmp_path, monkeypatch) -> tuple[Path, Path]:
    """A folder of two lessons as handed out, and a workbook with both, of which the first was worked on."""
    lessons, mine = tmp_path / "notebooks", tmp_path / "workbook"
    lessons.mkdir()
    for name in ("01_read", "02_map"):
        (lessons / f"{name}.ipynb").write_text(notebook(), encoding="utf-8")
    monkeypatch.setattr(workbook, "notebooks_dir", lambda: lessons)
    monkeypatch.setenv("COURSE_WORKBOOK", str(mine))
    workbook.copy_lessons(mine)
    (mine / "01_read.ipynb").write_text(notebook("answer = 6"), encoding="utf-8")
    return lessons, mine


def packed(mine: Path) -> list[str]:
    """What the latest zip holds."""
    latest = max((mine / "handed_in").glob("*.zip"), key=lambda path: path.stat().st_mtime_ns)
    return zipfile.ZipFile(latest).namelist()


def test_work_is_packed_into_a_new_file_each_time(folders, capsys):
    assert submit.run("ნინო O'Neil/../x") == submit.run("ნინო O'Neil/../x") == 0
    files = sorted((folders[1] / "handed_in").glob("*.zip"))
    assert len(files) == 2 and all("ნინო_O_Neil" in p.name for p in files)
    assert zipfile.ZipFile(files[0]).namelist() == ["01_read.ipynb"]
    assert str(files[0]) in capsys.readouterr().out


def test_a_lesson_that_nobody_worked_on_is_named_and_not_packed(folders, capsys):
    assert submit.run("Nino") == 0
    said = capsys.readouterr().out
    assert packed(folders[1]) == ["01_read.ipynb"]
    assert (
        "Packed 01_read.ipynb" in said and "Not packed, since nothing was changed or run there: 02_map.ipynb." in said
    )


WORKED = {
    "run": notebook(execution_count=3),
    "with an output": notebook(outputs=[{"output_type": "stream", "name": "stdout", "text": "6"}]),
    "changed by one sign": notebook("answer = ... "),
    "with a text for a code": notebook(cell_type="markdown"),
    "with no cell left": json.dumps({"nbformat": 4, "cells": []}),
    "not readable": '{"nbformat": 4, "cells": [',
    "of no cells": '{"nbformat": 4}',
    "of odd cells": '{"nbformat": 4, "cells": [1]}',
    "empty": "",
    "of another format": '{"nbformat": 3, "worksheets": []}',
}
UNTOUCHED = {
    "saved again": json.dumps(json.loads(notebook()), indent=4),
    "saved with lines": notebook(["answer", " = ..."]),
    "saved with what a kernel says of itself": notebook(metadata={"trusted": True}),
}


@pytest.mark.parametrize("name", WORKED)
def test_whatever_may_hold_work_is_packed(folders, name):
    (folders[1] / "02_map.ipynb").write_text(WORKED[name], encoding="utf-8")
    assert submit.run("Nino") == 0 and packed(folders[1]) == ["01_read.ipynb", "02_map.ipynb"]


@pytest.mark.parametrize("name", UNTOUCHED)
def test_a_lesson_that_was_only_opened_and_saved_is_not_packed(folders, name):
    (folders[1] / "02_map.ipynb").write_text(UNTOUCHED[name], encoding="utf-8")
    assert submit.run("Nino") == 0 and packed(folders[1]) == ["01_read.ipynb"]


def test_a_notebook_that_is_no_lesson_is_packed(folders):
    (folders[1] / "my notes.ipynb").write_text(notebook(), encoding="utf-8")
    assert submit.run("Nino") == 0 and "my notes.ipynb" in packed(folders[1])


def test_a_lesson_that_has_changed_since_it_was_handed_out_is_compared_with_what_was_handed_out(folders):
    lessons, mine = folders
    (lessons / "02_map.ipynb").write_text(notebook("answer = ...  # newer"), encoding="utf-8")
    assert submit.run("Nino") == 0 and packed(mine) == ["01_read.ipynb"]
    workbook.copy_lessons(mine)
    assert submit.run("Nino") == 0 and "02_map.new.ipynb" not in packed(mine)


def test_where_nothing_was_done_nothing_is_packed_and_it_is_said_what_to_do(folders, capsys):
    (folders[1] / "01_read.ipynb").write_text(notebook(), encoding="utf-8")
    assert submit.run("Nino") == 1
    said = capsys.readouterr().out
    assert "Nothing was changed or run yet" in said and "save your notebooks" in said
    assert not (folders[1] / "handed_in").exists()


@pytest.mark.parametrize("name", ["../../Nino", "a/b\\c:d", "N" * 300, "ნ" * 300, "...", "CON: x|y?*"])
def test_no_name_makes_a_folder_or_too_long_a_file_name(folders, name):
    assert submit.run(name) == 0
    (file,) = (folders[1] / "handed_in").iterdir()
    assert file.suffix == ".zip" and len(file.name.encode("utf-8")) <= 220
    stem = file.name.removeprefix("georgia2008_")
    assert len(stem) <= submit.LONGEST_NAME + len("_2008-10-15_1200.zip") and not set(stem) & set("/\\:|?*")


def test_notebooks_in_a_folder_of_the_students_own_are_named_and_not_packed(folders, capsys):
    for name in ("drafts/plan.ipynb", ".ipynb_checkpoints/01_read-checkpoint.ipynb"):
        (folders[1] / name).parent.mkdir()
        (folders[1] / name).write_text('{"nbformat": 4}', encoding="utf-8")
    assert submit.run("Nino") == 0
    said = capsys.readouterr().out
    assert "Not packed: drafts/plan.ipynb" in said.replace("\\", "/") and "checkpoint" not in said
    (file,) = (folders[1] / "handed_in").iterdir()
    assert zipfile.ZipFile(file).namelist() == ["01_read.ipynb"]


@pytest.mark.parametrize(("text", "word"), [('{"nbformat": 5}', "format 5"), ("<<<<<<< mine", "cannot be read")])
def test_a_notebook_that_may_not_open_is_named_and_packed(folders, capsys, text, word):
    (folders[1] / "01_read.ipynb").write_text(text, encoding="utf-8")
    assert submit.run("Nino") == 0
    assert word in capsys.readouterr().out


def test_nothing_to_hand_in_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    assert submit.run("Nino") == 1
    assert "no notebooks" in capsys.readouterr().out


def test_a_newer_lesson_is_packed_once_it_holds_work(folders, capsys):
    lessons, mine = folders
    (lessons / "01_read.ipynb").write_text(notebook("newer = ..."), encoding="utf-8")
    workbook.copy_lessons(mine)
    assert submit.run("Nino") == 0 and packed(mine) == ["01_read.ipynb"]
    (mine / "01_read.new.ipynb").write_text(notebook("newer = 6"), encoding="utf-8")
    assert submit.run("Nino") == 0 and packed(mine) == ["01_read.ipynb", "01_read.new.ipynb"]


def test_a_file_dated_before_1980_is_packed(folders):
    os.utime(folders[1] / "01_read.ipynb", (0, 0))
    assert submit.run("Nino") == 0
    assert [p.suffix for p in (folders[1] / "handed_in").iterdir()] == [".zip"]


def test_what_a_killed_run_was_packing_is_taken_away_by_the_next(folders):
    (folders[1] / "handed_in").mkdir()
    for name in ("georgia2008_Nino_2026-11-20_1011.part", "georgia2008_mine.zip", "mine.part"):
        (folders[1] / "handed_in" / name).write_bytes(b"half")
    assert submit.run("Nino") == 0
    left = {path.name for path in (folders[1] / "handed_in").iterdir()}
    assert {"georgia2008_mine.zip", "mine.part"} < left and not any("1011" in name for name in left)
