"""The packages for another system are chosen by that system's answers, not by this machine's."""

import re
from pathlib import Path

import pytest

from courseutils.commands import wheels

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PAGES = ("README.md", "guide/release/templates/students.md", "guide/checklist.md")


def names(system: str, python: str) -> list[str]:
    """Packages chosen for a system."""
    return [
        line.split("==")[0]
        for line in wheels.chosen(LOCK, system, python).splitlines()
        if "==" in line and "--hash" not in line
    ]


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize(
    ("system", "own"), [("windows", {"pywinpty", "colorama"}), ("mac-arm", {"appnope"}), ("linux", set())]
)
def test_a_system_gets_its_own_packages_once(system, own, python):
    found = names(system, python)
    assert len(found) == len(set(found)) > 90
    assert set(found) & {"pywinpty", "colorama", "appnope"} == own
    assert {"jupyterlab", "geopandas", "numpy", "pyproj", "jsonschema[format-nongpl]"} <= set(found)


@pytest.mark.parametrize("page", PAGES)
def test_a_mac_gets_files_for_the_oldest_system_that_the_pages_name(page):
    """A file for a newer macOS than the student's is refused there, and a stick holds no other."""
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    arm, intel = map(int, re.search(r"macOS (\d+) or newer; with an Intel processor, (\d+)", text).groups())
    for system, oldest in (("mac-arm", arm), ("mac-intel", intel)):
        tags = wheels._SYSTEMS[system][0]
        assert max(int(tag.split("_")[1]) for tag in tags) == oldest


def test_conditions_are_taken_out_and_hashes_kept():
    text = wheels.chosen(LOCK, "windows", "3.12")
    assert ";" not in text
    assert all("--hash=sha256:" in block for block in text.split("\n\n") if block.strip())


def test_a_python_that_the_course_does_not_run_on_is_refused(tmp_path, capsys):
    assert wheels.run(tmp_path / "w", "windows", "3.9") == 1
    assert "not on 3.9" in capsys.readouterr().out
