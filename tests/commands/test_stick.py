"""The way of the kit to a room without internet: what set-up and its commands say on it."""

import importlib.util
import subprocess
from pathlib import Path

import pytest

from courseutils import cli
from courseutils.commands import wheels

ROOT = Path(__file__).resolve().parents[2]


def said_after_fetching(folder: Path, monkeypatch, capsys) -> str:
    monkeypatch.setattr(wheels, "_download", lambda *_: subprocess.CompletedProcess([], 0))
    assert wheels.run(folder, "windows", "3.12") == 0
    return capsys.readouterr().out


def test_an_instructor_is_told_to_take_the_students_archive(tmp_path, monkeypatch, capsys):
    said = said_after_fetching(tmp_path / "wheels", monkeypatch, capsys)
    assert "the students' archive (python3 course.py release handout)" in said and "Copy the kit" not in said
    assert said.endswith("lab --wheels wheels\n")


def test_a_student_is_told_to_take_the_kit(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(wheels, "__file__", str(tmp_path / "courseutils" / "commands" / "wheels.py"))
    said = said_after_fetching(tmp_path / "wheels", monkeypatch, capsys)
    assert "Copy the kit and this folder to a stick." in said and "release" not in said


def test_the_help_of_lab_names_the_folder_of_packages(capsys):
    with pytest.raises(SystemExit):
        cli.main(["lab", "--help"])
    assert "--wheels DIR" in capsys.readouterr().out


@pytest.fixture
def launcher(monkeypatch):
    """course.py as a module that installs nothing."""
    spec = importlib.util.spec_from_file_location("launcher_of_sticks", ROOT / "course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("make_venv", "install", "check_path"):
        monkeypatch.setattr(module, name, lambda *_: None)
    return module


def test_the_second_set_up_does_not_say_again_that_it_happens_once(launcher, capsys):
    launcher.fill([launcher.STUDENT_LOCK, launcher.DEV_LOCK], None)
    assert "This happens once" in capsys.readouterr().out
    launcher.fill([launcher.DEV_LOCK], None)
    said = capsys.readouterr().out
    assert said.startswith("Adding to ") and "happens once" not in said
