"""The doctor finds what is there, also where an installer puts it, and says what to do about the rest."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import pyproj
import pytest
from pyproj.exceptions import CRSError

from courseutils.commands import doctor

PLACES = {
    "darwin": "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "win32": "Google/Chrome/Application/chrome.exe",
}


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A computer on whose search path there is nothing."""
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(doctor.Path, "home", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize("system", PLACES)
def test_a_browser_is_found_where_its_installer_puts_it(system, bare, monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", system)
    monkeypatch.setenv("PROGRAMFILES", str(bare))
    before = doctor.find_browser()
    program = bare / PLACES[system]
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    assert (before, doctor.find_browser()) == (None, str(program))


def test_a_browser_on_the_search_path_comes_first(bare, monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: "/somewhere/chrome" if name == "chrome" else None)
    assert doctor.find_browser() == "/somewhere/chrome"


def test_packages_that_are_not_there_are_one_sentence_and_a_few_are_named(monkeypatch):
    wanted = doctor.pins((doctor.ROOT / "requirements.lock").read_text(encoding="utf-8"))
    monkeypatch.setattr(doctor, "_installed", lambda name: "missing")
    assert doctor._packages() == "not installed yet. Run: python3 course.py lab"
    monkeypatch.setattr(doctor, "_installed", lambda name: "0.1" if name == "anyio" else wanted[name])
    assert f"anyio 0.1 instead of {wanted['anyio']}. Delete the folder .venv" in doctor._packages()


def test_coordinate_systems_that_cannot_be_read_are_said(monkeypatch):
    assert doctor._coordinates() == ""

    def lost(code):
        raise CRSError("no database context specified")

    monkeypatch.setattr(pyproj.CRS, "from_epsg", lost)
    assert "no database context specified). Move the course's folder" in doctor._coordinates()
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    assert doctor._coordinates() == ""


def test_a_package_that_does_not_load_is_said(monkeypatch):
    broken = ModuleType("pyproj")
    broken.__spec__ = ModuleSpec("pyproj", None)
    monkeypatch.setitem(sys.modules, "pyproj", broken)
    assert "cannot be loaded" in doctor._coordinates() and "Delete the folder .venv" in doctor._coordinates()


def test_whether_the_workbook_can_be_written_is_tried_without_a_name_that_a_student_may_have(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    (tmp_path / ".doctor").write_text("mine", encoding="utf-8")
    assert doctor._workbook() == ""
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [(".doctor", "mine")]
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / ".doctor" / "inside"))
    assert doctor._workbook().startswith("cannot be written (")
