"""What the page's Python gets of the course: the student's modules, the tables, and the check of every exercise.

There is no numpy in it. Where the expected answers of a lesson are measured on maps, they are measured now, and written
into the package; all else is the very code that the notebooks use.
"""

import re
from pathlib import Path

import courseutils
from courseutils._data import data_dir
from courseutils.exercises import Exercise, tasks_of
from courseutils.teach.releasing import archive

_PACKAGE = Path(courseutils.__file__).resolve().parent
_HERE = Path(__file__).resolve().parent
_LEFT_OUT = {"teach", "commands", "_bundled", "_reader", "_atlas/vendor", "_atlas/web"}
_KINDS = (".py", ".toml")
_DATA = ("datapackage.json", "sources.csv", "tables/*.csv", "article/*.json")
_MEASURES = re.compile(r"courseutils\.(?:layers|buffers|lines)\b|geopandas|shapely")
_STUB = '''"""Expected answers of lesson {0}, measured on the maps when this book was made."""

VALUES = {1!r}


def __getattr__(name):
    if all(known != name for known, _ in VALUES):
        raise AttributeError(name)
    return lambda **parameters: VALUES[name, repr(sorted(parameters.items()))]
'''


def packed() -> bytes:
    """The package as a zip; the same course gives the same bytes."""
    found = _modules() | _data() | _measured()
    return archive.packed(found | {"inpage.py": (_HERE / "inpage.py").read_bytes()}, "course", "site")


def _modules() -> dict[str, bytes]:
    paths = (path for path in _PACKAGE.rglob("*") if path.suffix in _KINDS and path.name != "cli.py")
    named = ((path.relative_to(_PACKAGE).as_posix(), path) for path in paths)
    return {f"courseutils/{name}": path.read_bytes() for name, path in named if not _is_left_out(name)}


def _is_left_out(name: str) -> bool:
    return any(name.startswith(f"{folder}/") for folder in _LEFT_OUT)


def _data() -> dict[str, bytes]:
    paths = (path for pattern in _DATA for path in data_dir().glob(pattern))
    return {f"courseutils/_bundled/data/{path.relative_to(data_dir()).as_posix()}": path.read_bytes() for path in paths}


def _measured() -> dict[str, bytes]:
    """For each lesson whose answers are measured on maps, a module that holds them."""
    folder, found = _PACKAGE / "exercises", {}
    for path in sorted(folder.glob("lesson_*.py")):
        if _MEASURES.search(path.read_text(encoding="utf-8")):
            number = path.stem.removeprefix("lesson_")
            values = {key: value for task in tasks_of(number) for key, value in _values(task).items()}
            found[f"courseutils/exercises/{path.name}"] = _STUB.format(number, values).encode("utf-8")
    return found


def _values(task: Exercise) -> dict[tuple[str, str], object]:
    """Each function that the exercise uses, with the exercise's own parameters, and what it gives."""
    used, given = [task.expected, *(wrong.value for wrong in task.wrong)], repr(sorted(task.parameters.items()))
    return {(value.compute, given): _plain(value.get(task.parameters)) for value in used if value.compute}


def _plain(value):
    """A value that Python can write down and read again."""
    return value.item() if hasattr(value, "item") else value
