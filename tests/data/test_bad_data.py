"""A data file that is missing, changed or unreadable is named in a sentence; nothing else breaks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOAD = "from courseutils import load_table, load_layer\nfrom courseutils._data import DataError\ntry:\n    {}\nexcept DataError as e:\n    print(e)\n"


@pytest.fixture
def clone(tmp_path) -> Path:
    """A copy of the package and its data that a test may spoil."""
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def said(clone: Path, call: str) -> str:
    """What loading prints in that copy; a traceback fails the test."""
    code = [sys.executable, "-c", LOAD.format(call)]
    done = subprocess.run(
        code, capture_output=True, encoding="utf-8", check=False, env={**os.environ, "PYTHONPATH": str(clone / "src")}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("call", ['load_table("places")', 'load_layer("abkhazia")'])
def test_a_whole_copy_says_nothing(clone, call):
    assert said(clone, call) == ""


def test_a_changed_file_is_named(clone):
    with (clone / "data/tables/places.csv").open("ab") as file:
        file.write(b"x")
    assert "places.csv differs from the one the kit was checked with" in said(clone, 'load_table("places")')


def test_a_missing_file_is_named(clone):
    (clone / "data/layers/abkhazia.geojson").unlink()
    assert "abkhazia.geojson cannot be read" in said(clone, 'load_layer("abkhazia")')


def test_a_spoilt_list_of_files_is_named(clone):
    (clone / "data/datapackage.json").write_text("{", encoding="utf-8")
    assert "datapackage.json, cannot be read" in said(clone, 'load_table("places")')


def test_a_misspelt_name_gets_the_nearest(clone):
    assert "Did you mean recognitions?" in said(clone, 'load_table("recognition")')
    assert "Did you mean abkhazia?" in said(clone, 'load_layer("Abhazia")')
