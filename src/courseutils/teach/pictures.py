"""Run a lesson as students get it and take the maps and charts that its cells draw.

The students' cells are run, without solutions, so no picture gives an answer away. Nothing is shown, checked or kept.
"""

import ast
import contextlib
import io
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from courseutils._data import Plain
from courseutils.teach import lessons


class PictureError(Plain, RuntimeError):
    """A cell of a lesson ended in an error, so its pictures cannot be drawn."""


def pictures(path: Path, wanted: set[str]) -> dict[str, object]:
    """Cell id and Map or Figure of each wanted cell that has one; a map with nothing on it is left out.

    Raises PictureError when a cell of the lesson fails.
    """
    found: dict[str, object] = {}
    names: dict[str, object] = {"__name__": "__main__"}
    with quiet():
        for cell in lessons.student(lessons.read_lesson(path)).cells:
            if cell.cell_type == "code":
                value = _run(cell, names, path)
                if cell.id in wanted and (picture := _picture(cell.source, value, names)) is not None:
                    found[cell.id] = picture
    return found


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Marking mode, a workbook of its own, nothing printed, no warning; afterwards all is as before."""
    before = {name: os.environ.get(name) for name in ("COURSE_MARKING", "COURSE_WORKBOOK")}
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        os.environ |= {"COURSE_MARKING": "1", "COURSE_WORKBOOK": folder}
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def _run(cell, names: dict, path: Path):
    """Run a cell in ``names``; returns the value of its last expression."""
    tree = ast.parse(cell.source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    try:
        exec(compile(tree, f"{path.name}, {cell.id}", "exec"), names)
        return eval(compile(ast.Expression(last.value), f"{path.name}, {cell.id}", "eval"), names) if last else None
    except Exception as error:
        raise PictureError(f"{path.name}: the cell {cell.id} ended in an error: {error}") from error


def _picture(source: str, value, names: dict):
    """The map or chart of a cell: what its last line gives, such as a comparison, or the map that it names."""
    from courseutils.maps import Map

    if hasattr(value, "png") or hasattr(value, "figure"):
        return value
    last = ast.parse(source).body[-1]
    named = [names.get(node.id) for node in ast.walk(last) if isinstance(node, ast.Name)]
    maps = [m for m in [value, *named] if isinstance(m, Map)]
    return maps[0] if maps and maps[0].layers else None
