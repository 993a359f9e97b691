"""Files in a workbook that would stop the lessons are named before they do, and are left as they are."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from courseutils import cli
from courseutils.commands import lab, submit, trouble

FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
GOOD = '{"nbformat": 4, "cells": []}'


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["random.py", "courseutils.py", "pandas.py", "numpy", "folium"])
def test_a_file_with_the_name_of_a_package_is_named(name, tmp_path):
    path = tmp_path / name if name.endswith(".py") else tmp_path / name / "__init__.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text("x = 1", encoding="utf-8")
    (said,) = trouble.troubles(tmp_path)
    assert said.startswith(f"{name} in your workbook") and f"such as my_{name}." in said


def test_such_a_file_does_stop_a_notebook(tmp_path):
    """A kernel looks beside the notebook first: without that, the sentence would be a false alarm."""
    put(tmp_path, courseutils_dot_py="")
    run = [sys.executable, "-c", "from courseutils import place"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and "cannot import name" in done.stderr


def test_a_students_own_files_are_no_trouble(tmp_path):
    put(tmp_path, my_random_dot_py="x", data__x_dot_csv="1", places_dot_py="x", a_dot_ipynb=GOOD)
    (tmp_path / "pandas").mkdir()
    assert trouble.troubles(tmp_path) == trouble.troubles(tmp_path / "no such folder") == []


@pytest.mark.parametrize("content", ["", "{", "[1]", "7", "[" * 100_000, GOOD[:-3], "\0" * 4096])
def test_a_spoilt_notebook_is_named_and_left_alone(content, tmp_path):
    put(tmp_path, a_dot_ipynb=content, b_dot_ipynb=GOOD)
    (said,) = trouble.troubles(tmp_path)
    assert said.startswith("a.ipynb cannot be read as a notebook. Give it another name")
    put(tmp_path, **{"_dot_ipynb_checkpoints__a-checkpoint_dot_ipynb": GOOD})
    (said,) = trouble.troubles(tmp_path)
    assert "a-checkpoint.ipynb; copy it over." in said
    assert (tmp_path / "a.ipynb").read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xef\xbb\xbf" + GOOD.encode(), "take the encoding UTF-8 (not UTF-8 with BOM)."),
        (GOOD.encode("utf-16"), "cannot be read as a notebook"),
        (b'{"cells": ["\xe9"]}', "cannot be read as a notebook"),
        (GOOD.replace(" ", "\r\n").encode(), None),
    ],
)
def test_what_another_editor_made_of_a_notebook_is_said_where_the_lab_cannot_open_it(content, said, tmp_path):
    (tmp_path / "a.ipynb").write_bytes(content)
    found = trouble.troubles(tmp_path)
    try:  # as the lab does
        nbformat.reader.parse_json((tmp_path / "a.ipynb").read_text(encoding="utf-8"))
        assert found == [] and said is None
    except (nbformat.reader.NotJSONError, UnicodeDecodeError):
        assert len(found) == 1 and said in found[0]
    assert (tmp_path / "a.ipynb").read_bytes() == content


def refused(path):
    """Windows, where a scanner or OneDrive holds a file."""
    raise PermissionError(13, "Permission denied", str(path))


def test_a_notebook_that_another_program_holds_is_not_called_spoilt(tmp_path, monkeypatch, capsys):
    put(tmp_path, a_dot_ipynb=GOOD)
    monkeypatch.setattr(trouble.Path, "read_bytes", refused)
    (said,) = trouble.troubles(tmp_path)
    assert said.startswith("a.ipynb cannot be opened (Permission denied). Close other programs that use it")
    monkeypatch.setattr(trouble.Path, "read_text", lambda path, **_: refused(path))
    assert submit.doubt(tmp_path / "a.ipynb") == f"{said} Then pack again."


def test_the_lab_and_the_doctor_say_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    monkeypatch.setattr(lab.subprocess, "Popen", lambda *_, **__: None)
    monkeypatch.setattr(lab, "_until_stopped", lambda server: 0)
    put(tmp_path, random_dot_py="x")
    assert (lab.start(), cli.main(["doctor"])) == (0, 1)
    said = capsys.readouterr().out
    assert said.count("random.py in your workbook has the name of a package") == 2


def test_a_lesson_of_the_kit_that_was_cut_off_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "notebooks_dir", lambda: tmp_path)
    put(tmp_path, **{"01_x_dot_ipynb": GOOD[:-4]})
    with pytest.raises(LookupError, match=r"01_x.ipynb is no whole notebook. Get a fresh copy"):
        lab.first_map_cells()


def test_an_account_without_a_home_folder_gets_one_in_the_workbook(tmp_path, monkeypatch):
    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    monkeypatch.setattr(lab.Path, "home", nowhere)
    assert lab._environment()["HOME"] == str(tmp_path / ".lab" / "home")
    monkeypatch.undo()
    assert lab._environment().get("HOME") == os.environ.get("HOME")


def test_where_jupyters_own_folders_cannot_be_written_to_it_gets_some_in_the_workbook(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    for name in FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / "mine" / name))
    assert {name: lab._environment()[name] for name in FOLDERS} == {name: os.environ[name] for name in FOLDERS}
    for name in FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / "file" / name))
    assert {name: lab._environment()[name] for name in FOLDERS} == {
        name: str(tmp_path / ".lab" / name.lower()) for name in FOLDERS
    }
    assert lab._environment(JUPYTER_RUNTIME_DIR="x")["JUPYTER_RUNTIME_DIR"] == "x"


def test_what_the_system_says_in_two_words_is_said_with_what_to_do(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / "file" / "workbook"))
    assert cli.main(["reader"]) == 1
    said = capsys.readouterr().out
    assert "Not a directory" in said and "that the disk is not full, and try again." in said
