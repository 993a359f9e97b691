"""The wheel carries data, lessons and licences, and works without the repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.full
USE = "from courseutils import load_layer, place, Map, web_map; load_layer('abkhazia'); print(place('Sukhum').name, len(web_map(Map('x'))._repr_html_()) > 1e5)"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """The built wheel, unpacked into a folder."""
    folder = tmp_path_factory.mktemp("wheel")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}  # building may fetch its own tools
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "-q", "-w", str(folder), str(ROOT)]
    done = subprocess.run(build, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    zipfile.ZipFile(next(folder.glob("*.whl"))).extractall(folder / "site")
    return folder / "site"


def test_it_works_from_anywhere(unpacked, tmp_path):
    environment = dict(os.environ, PYTHONPATH=str(unpacked), COURSE_WORKBOOK=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", USE], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.stdout == "Sukhumi True\n", done.stderr


def test_it_holds_the_lessons_and_the_licences(unpacked):
    assert len(list((unpacked / "courseutils" / "_bundled" / "notebooks").glob("*.ipynb"))) >= 3
    licences = [p for p in unpacked.rglob("LICENSE*") if "dist-info" in str(p)]
    assert len(licences) >= 4
