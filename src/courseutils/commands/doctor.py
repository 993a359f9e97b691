"""`course.py doctor`: say what is wrong with this installation and what to do about it."""

import hashlib
import importlib.util
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from courseutils._data import DataError, data_dir, package, workbook_dir
from courseutils.commands.trouble import troubles

ROOT = Path(__file__).resolve().parents[3]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)\s*(?:;\s*([^\\\n]+))?", re.M)


def run() -> int:
    """Print one line per finding; exit code 1 when something that the course needs is wrong."""
    wrong = False
    for name, problem, needed in findings():
        wrong |= bool(problem) and needed
        print(f"{'ok' if not problem else 'WRONG' if needed else 'note':6} {name}{': ' + problem if problem else ''}")
    print("Something is wrong; see above." if wrong else "All that the course needs is in order.")
    return int(wrong)


def findings() -> Iterator[tuple[str, str, bool]]:
    """What was looked at, what is wrong with it ("" if nothing), and whether the course needs it."""
    yield f"Python {sys.version.split()[0]}", _python(), True
    yield "packages", _packages(), True
    yield "coordinate systems", _coordinates(), True
    yield "data files", _data(), True
    yield f"workbook {workbook_dir()}", _workbook(), True
    for sentence in troubles(workbook_dir()):
        yield "in the workbook", sentence, True
    no_browser = "no Chromium or Chrome found; they cannot run here."
    yield "Chromium, for the browser tests", "" if find_browser() else no_browser, False
    no_sandbox = "no bubblewrap (bwrap) found; marking files you do not trust needs it."
    yield "bubblewrap, for marking", "" if shutil.which("bwrap") else no_sandbox, False


def find_browser() -> str | None:
    """Path of a Chromium, Chrome or Edge on this machine: on the search path, or where its installer puts it."""
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome")))
    return next(found, next((str(path) for path in _usual_browsers() if path.is_file()), None))


def _usual_browsers() -> Iterator[Path]:
    """Where browsers lie on Windows and macOS, which do not put them on the search path."""
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            for name in ("Google Chrome", "Chromium", "Microsoft Edge"):
                yield folder / f"{name}.app" / "Contents" / "MacOS" / name
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    for root in filter(None, roots):
        for name in ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"):
            yield Path(root, name)
        yield Path(root, "Microsoft/Edge/Application/msedge.exe")


def _python() -> str:
    if (3, 11) <= sys.version_info[:2] <= (3, 14):
        return ""
    return "the course was checked with Python 3.11 to 3.14. Install one of these and delete the folder .venv."


def pins(text: str) -> dict[str, str]:
    """Package and version that a lock file asks for on this system."""
    from packaging.markers import Marker

    found = _PIN.findall(text)
    return {name: version for name, version, marker in found if not marker or Marker(marker.strip()).evaluate()}


def _packages() -> str:
    lock = ROOT / "requirements.lock"
    if not lock.is_file():
        return ""
    if importlib.util.find_spec("packaging") is None:
        return _NOT_INSTALLED
    wanted = pins(lock.read_text(encoding="utf-8"))
    present = {name: _installed(name) for name in wanted}
    other = [f"{name} {present[name]} instead of {wanted[name]}" for name in wanted if present[name] != wanted[name]]
    if not other:
        return ""
    if sum(version == "missing" for version in present.values()) > len(wanted) / 2:
        return _NOT_INSTALLED
    listed = ", ".join(other[:5]) + (f" and {len(other) - 5} more" if len(other) > 5 else "")
    return f"{listed}. Delete the folder .venv and run: python3 course.py lab"


def _coordinates() -> str:
    """Their data base is not found where its path is too long, or where another program's stands in its place."""
    if importlib.util.find_spec("pyproj") is None:
        return ""  # said with the packages
    try:
        from pyproj import CRS

        CRS.from_epsg(4326)
    except ImportError as problem:
        return f"cannot be loaded ({problem}). Delete the folder .venv and run: python3 course.py lab"
    except Exception as problem:  # errors of pyproj's own, whose names are not known where it is broken
        return f"cannot be read ({problem}). Move the course's folder to a place with a shorter path and try again."
    return ""


_NOT_INSTALLED = "not installed yet. Run: python3 course.py lab"


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _data() -> str:
    try:
        bad = [r["path"] for r in package()["resources"] if _hash(data_dir() / r["path"]) != r["hash"]]
    except DataError as problem:
        return str(problem)
    if not bad:
        return ""
    return f"{', '.join(bad)} missing or changed. Get a fresh copy of the kit; keep your workbook folder."


def _hash(path: Path) -> str:
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"


def _workbook() -> str:
    folder = workbook_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:  # no name of it can be the student's
            probe.write(b"can be written")
    except OSError as problem:
        return f"cannot be written ({problem.strerror}). Move the kit to a folder of your own."
    return ""
