"""Find the kit's data, verify every file against data/datapackage.json, read tables as typed rows.

Standard library only, so that the parts of the course that need no map run without numpy.
"""

import csv
import datetime as dt
import hashlib
import io
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from courseutils._sentences import say
from courseutils._translate import tr

_PACKAGE = Path(__file__).resolve().parent


class Plain:
    """Mixed into an exception: a notebook shows its sentence alone, without the lines of code that led to it."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


class DataError(Plain, Exception):
    """A data file is missing, changed or not of the form that the kit expects."""


def data_dir() -> Path:
    """Folder of the kit's data: the clone's ``data/`` if there is one, else the wheel's copy."""
    clone = _PACKAGE.parents[1] / "data"
    if (clone / "datapackage.json").is_file():
        return clone
    return _PACKAGE / "_bundled" / "data"


def workbook_dir() -> Path:
    """Folder of the student's files: ``COURSE_WORKBOOK``, the clone's ``workbook/``, else this folder."""
    if named := os.environ.get("COURSE_WORKBOOK"):
        return Path(named)
    root = _PACKAGE.parents[1]
    return root / "workbook" if (root / "course.py").is_file() else Path.cwd()


def marking() -> bool:
    """Is a handed-in notebook being run to be marked? Then nobody looks, and nothing is shown or checked."""
    return bool(os.environ.get("COURSE_MARKING"))


@cache
def package() -> dict:
    """The Frictionless descriptor of all data files."""
    path = data_dir() / "datapackage.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"The list of data files, {path}, cannot be read ({error}). {FRESH_COPY}") from error


FRESH_COPY = "Get a fresh copy of the kit; your own files in workbook/ are not touched by that."


def _remedy() -> str:
    """A fresh copy; where the tool for it is at hand, also what somebody does who changed the file on purpose."""
    tool = data_dir().parent / "tools" / "describe_data.py"
    meant = "If you changed it on purpose, run: python3 tools/describe_data.py. If not: " if tool.is_file() else ""
    return meant + FRESH_COPY


def resource(name: str) -> dict:
    """Descriptor of one data file by its resource name; raises DataError with the nearest names."""
    found = [r for r in package()["resources"] if r["name"] == name]
    if not found:
        known = [r["name"] for r in package()["resources"]]
        raise DataError(f"datapackage.json describes no data called {name!r}. {nearest(str(name), known)}")
    return found[0]


@cache
def read_bytes(name: str) -> bytes:
    """Bytes of a data file, after its SHA-256 was compared with datapackage.json."""
    entry = resource(name)
    path = data_dir() / entry["path"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"The data file {path} cannot be read ({error.strerror}). {FRESH_COPY}") from error
    if "sha256:" + hashlib.sha256(content).hexdigest() != entry["hash"]:
        raise DataError(f"The data file {path} differs from the one the kit was checked with. {_remedy()}")
    return content


_READERS: dict[str, Callable] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": dt.date.fromisoformat,
    "boolean": lambda text: {"true": True, "false": False}[text],
}


def _typed(text: str, kind: str):
    return None if text == "" else _READERS[kind](text)


@cache
def _rows(name: str) -> tuple:
    kinds = {field["name"]: field["type"] for field in resource(name)["schema"]["fields"]}
    reader = csv.DictReader(io.StringIO(read_bytes(name).decode("utf-8")))
    return tuple({key: _typed(text, kinds[key]) for key, text in row.items()} for row in reader)


def rows(name: str) -> list[dict]:
    """Rows of a table as dictionaries with typed values; an empty cell is None."""
    return [dict(row) for row in _rows(name)]


def nearest(word: str, known, n: int = 3) -> str:
    """A sentence that offers the nearest known names, or lists a few when none is near.

    >>> nearest("Abhazia", ["Abkhazia", "South Ossetia"])
    'Did you mean Abkhazia?'
    """
    import difflib

    lowered = {str(name).casefold(): str(name) for name in known}
    close = difflib.get_close_matches(word.casefold(), lowered, n=n, cutoff=0.6)
    if close:
        between = tr("or")
        return say("did_you_mean", names=f" {between} ".join(lowered[c] for c in close))
    return say("known_names", names=", ".join(sorted(lowered.values())[:8]))
