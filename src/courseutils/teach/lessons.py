"""Read lessons/*.py: the only edited lesson text, as notebook cells with tags.

A cell's tags say what it is: exercise, check, parameters, map, solution (instructor's cell) and
teacher (instructor's words). Inside an exercise cell the solution stands between two markers.
The tags slide, skip-slide and handout say what slides and handouts take over; no notebook keeps them.
"""

import hashlib
import re
from pathlib import Path

from courseutils._data import Plain
from courseutils._files import read_text

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
SOLUTION = re.compile(rf"^{BEGIN}\n(.*?)^{END}[ \t]*(?:\n|\Z)", re.S | re.M)
MAKING = {"slide", "skip-slide", "handout"}
TAGS = {"exercise", "check", "parameters", "map", "solution", "teacher"} | MAKING
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class NoLesson(Plain, LookupError):
    """No lesson has this number; the sentence names those that there are."""


def lesson_files(folder: Path, only: str | None = None) -> list[Path]:
    """The lesson sources in order: ``00_….py``, ``01_….py`` …; with ``only`` the one of that number, if it is there."""
    return [path for path in sorted(folder.glob("[0-9][0-9]_*.py")) if only in (None, path.stem[:2])]


def numbered(folder: Path, only: str | None) -> str | None:
    """The number of a lesson as its file has it, ``05``, for what was typed: ``5`` or ``05``; None stays None.

    Raises NoLesson.
    """
    number = None if only is None else only.zfill(2)
    if not lesson_files(folder, number):
        known = ", ".join(path.stem[:2] for path in lesson_files(folder))
        raise NoLesson(f"There is no lesson {only!r}. Known: {known}.")
    return number


def read_lesson(path: Path):
    """One lesson as a notebook with tags, stable cell ids and no outputs (nbformat NotebookNode)."""
    import jupytext

    notebook = jupytext.reads(read_text(path), fmt="py:percent")
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata.clear()
    notebook.metadata.update(KERNEL)
    seen: dict[str, int] = {}
    for cell in notebook.cells:
        named = cell.metadata.pop("id", None)
        cell.id = _cell_id(cell, named, seen)
    return notebook


def tags(cell) -> set[str]:
    """The tags of a cell."""
    return set(cell.metadata.get("tags", []))


def _cell_id(cell, named: str | None, seen: dict[str, int]) -> str:
    """Id from the exercise if there is one, else from the text: edits elsewhere do not change it."""
    label = named or hashlib.sha256(cell.source.encode("utf-8")).hexdigest()[:8]
    kind = next((t for t in ("exercise", "check", "parameters", "map") if t in tags(cell)), cell.cell_type)
    base = f"{kind}-{label}"
    seen[base] = seen.get(base, 0) + 1
    return base if seen[base] == 1 else f"{base}-{seen[base]}"


def student(notebook):
    """The notebook without solutions and without the instructor's cells."""
    kept = [cell for cell in notebook.cells if not tags(cell) & {"solution", "teacher"}]
    for cell in kept:
        cell.source = SOLUTION.sub("", cell.source).rstrip()
        _take_off(cell)
    notebook.cells = kept
    return notebook


def _take_off(cell) -> None:
    """Remove the tags that only slides and handouts read."""
    left = [tag for tag in cell.metadata.get("tags", []) if tag not in MAKING]
    if left:
        cell.metadata["tags"] = left
    else:
        cell.metadata.pop("tags", None)


def solved(notebook):
    """The notebook with every solution in place and the markers taken out."""
    for cell in notebook.cells:
        cell.source = SOLUTION.sub(r"\1", cell.source).rstrip()
        _take_off(cell)
    return notebook


def text_of(notebook) -> str:
    """The notebook as file text: sorted keys, one line break at the end, the same bytes every time."""
    import nbformat

    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"
