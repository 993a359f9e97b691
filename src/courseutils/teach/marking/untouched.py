"""Is a notebook as it was handed out? Such a copy is no attempt where the student handed in another one.

A newer lesson arrives beside the student's own as ``05_….new.ipynb``, and people download a lesson twice: the later
file is then often the one in which nothing was done.
"""

import json
from functools import cache

from courseutils.commands.workbook import notebooks_dir
from courseutils.teach.marking.notebook import Notebook


def is_untouched(notebook: Notebook) -> bool:
    """Does every code cell stand in the lesson as this kit hands it out?"""
    given = _given(notebook.lesson)
    return bool(given) and all(cell.source.strip() in given for cell in notebook.cells if cell.source.strip())


@cache
def _given(lesson: str) -> frozenset[str]:
    """The code cells of a lesson as it is handed out; none for a lesson that cannot be told."""
    paths = sorted(notebooks_dir().glob(f"{lesson}_*.ipynb")) if lesson else []
    cells = [cell for path in paths for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    return frozenset("".join(cell["source"]).strip() for cell in cells if cell["cell_type"] == "code") | frozenset(
        [""] * bool(cells)
    )
