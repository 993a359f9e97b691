"""What would stop the lessons in a workbook: files in the way of packages, and notebooks that cannot be read."""

import json
import sys
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
    """Notebooks that were cut off or spoilt."""
    return [_mend(path) for path in sorted(workbook.glob("*.ipynb")) if path.is_file() and not _is_notebook(path)]


def _is_notebook(path: Path) -> bool:
    try:
        return "cells" in json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, TypeError, RecursionError):
        return False


def _mend(path: Path) -> str:
    earlier = path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint.ipynb"
    older = f"An earlier state of your work lies in {earlier}; copy it over." if _is_notebook(earlier) else ""
    again = "Give it another name, and the next start of the lab brings the lesson anew."
    return f"{path.name} cannot be read as a notebook. {older or again}"
