"""The copy of the kit that a sandbox sees: no instructor's floor, no exercises, no expected values.

A handed-in notebook needs the helpers and the data. What an exercise expects stays outside, even the functions that
compute it: ``check`` is silent there, and the answers are compared by the program that marks.
"""

import compileall
import hashlib
import shutil
from functools import cache
from pathlib import Path

from courseutils import __version__
from courseutils._data import data_dir

PACKAGE = Path(__file__).resolve().parents[2]
_INSIDE = ("worker.py", "inside_cells.py", "inside_values.py")
_LEFT_OUT = shutil.ignore_patterns("teach", "_bundled", "commands", "cli.py", "lesson_*")


def write_kit(folder: Path) -> Path:
    """Copy what a notebook needs into ``folder`` and compile it; returns the folder."""
    source = folder / "src" / "courseutils"
    shutil.copytree(PACKAGE, source, ignore=_LEFT_OUT)
    shutil.copytree(data_dir(), folder / "data", ignore=shutil.ignore_patterns("original.txt"))
    for name in _INSIDE:
        shutil.copy(Path(__file__).with_name(name), folder / name)
    compileall.compile_dir(folder, quiet=2)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


@cache
def fingerprint() -> str:
    """A short text that changes with anything on which a mark rests: the version, the code and the data."""
    digest = hashlib.sha256(__version__.encode("utf-8"))
    files = [p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".toml")] + [data_dir() / "datapackage.json"]
    for path in sorted(files):
        digest.update(path.name.encode("utf-8") + b"\0" + path.read_bytes())
    return f"{__version__}-{digest.hexdigest()[:16]}"
