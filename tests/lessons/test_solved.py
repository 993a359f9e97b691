"""Solved lessons lie where the lab shows them, and what an instructor has written into one stays."""

import json

import pytest

from courseutils import cli
from courseutils.teach import build


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    """A workbook, and one lesson to be solved."""
    first = dict([next(iter(build.solved_files().items()))])
    monkeypatch.setattr(build, "solved_files", lambda: first)
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / "workbook"))
    return tmp_path / "workbook"


def test_without_a_folder_they_go_where_the_lab_shows_them(workbook, capsys):
    assert cli.main(["build", "--solved"]) == 0
    (path,) = (workbook / "solved").glob("*.ipynb")
    assert path.name == "00_check_your_machine_solved.ipynb" and json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert "They are in the lab: python3 course.py lab, then the folder solved on the left." in capsys.readouterr().out


def test_a_folder_that_the_lab_does_not_show_is_said(workbook, tmp_path, capsys):
    assert cli.main(["build", "--solved", str(tmp_path / "elsewhere")]) == 0
    assert "The lab shows what lies in the folder workbook; build --solved without" in capsys.readouterr().out


def test_a_solved_lesson_in_which_somebody_worked_is_not_written_over(workbook, capsys):
    assert cli.main(["build", "--solved"]) == 0
    (path,) = (workbook / "solved").glob("*.ipynb")
    path.write_text("my notes for class", encoding="utf-8")
    assert cli.main(["build", "--solved"]) == 1
    assert path.name in capsys.readouterr().out and path.read_text(encoding="utf-8") == "my notes for class"
