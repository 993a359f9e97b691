"""The packages for another system are chosen by that system's answers, not by this machine's."""

from pathlib import Path

import pytest

from courseutils.commands import wheels

LOCK = (Path(__file__).resolve().parents[2] / "requirements.lock").read_text(encoding="utf-8")


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
    assert {"jupyterlab", "geopandas", "numpy", "pyproj"} <= set(found)


def test_conditions_are_taken_out_and_hashes_kept():
    text = wheels.chosen(LOCK, "windows", "3.12")
    assert ";" not in text
    assert all("--hash=sha256:" in block for block in text.split("\n\n") if block.strip())


def test_a_python_that_the_course_does_not_run_on_is_refused(tmp_path, capsys):
    assert wheels.run(tmp_path / "w", "windows", "3.9") == 1
    assert "not on 3.9" in capsys.readouterr().out
