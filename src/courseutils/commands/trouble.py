"""What would stop the lessons in a workbook: files in the way of packages, and notebooks that cannot be read."""

import json
import sys
from codecs import BOM_UTF8
from importlib.metadata import packages_distributions
from pathlib import Path


def troubles(workbook: Path) -> list[str]:
    """A sentence for each file that would stop the lessons, with what to do; nothing is changed."""
    return [*in_the_way(workbook), *unreadable(workbook)]


def in_the_way(workbook: Path) -> list[str]:
    """Files of the student's own that Python takes for a package, because they lie beside the notebooks."""
    found = [path for path in sorted(workbook.glob("*")) if _is_module(path)]
    taken = {"courseutils", *sys.stdlib_module_names, *packages_distributions()} if found else set()
    return [
        f"{path.name} in your workbook has the name of a package, and the lessons would take it for that package. "
        f"Give it another name, such as my_{path.name}."
        for path in found
        if path.stem in taken
    ]


def _is_module(path: Path) -> bool:
    return path.suffix == ".py" or (path / "__init__.py").is_file()


def unreadable(workbook: Path) -> list[str]:
    """Notebooks that were cut off or spoilt, or that another program holds."""
    found = (doubt(path) for path in sorted(workbook.glob("*.ipynb")) if path.is_file())
    return [sentence for sentence in found if sentence]


def doubt(path: Path) -> str:
    """Why the lab cannot open a notebook, and what to do; "" when it can."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        return f"{path.name} cannot be opened ({problem.strerror}). {_HELD}"
    if _is_notebook(content):
        return ""
    if _is_notebook(content.removeprefix(BOM_UTF8)):
        return f"{path.name} begins with a mark of another editor, and the lab cannot open it. {_MARK}"
    return _mend(path)


_HELD = (
    "Close other programs that use it; in a folder that OneDrive or the like keeps, wait until it is on this computer."
)
_MARK = "Open it in a text editor such as Notepad, choose Save as, and take the encoding UTF-8 (not UTF-8 with BOM)."


def _is_notebook(content: bytes) -> bool:
    try:
        return "cells" in json.loads(content.decode("utf-8"))
    except (ValueError, TypeError, RecursionError):
        return False


def _mend(path: Path) -> str:
    earlier = path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint.ipynb"
    is_whole = earlier.is_file() and not doubt(earlier)
    older = f"An earlier state of your work lies in {earlier}; copy it over." if is_whole else ""
    again = "Give it another name, and the next start of the lab brings the lesson anew."
    return f"{path.name} cannot be read as a notebook. {older or again}"
