"""Lessons in other languages: ``lessons/de/NN_slug.py`` beside ``lessons/NN_slug.py``, the same code with other words.

What can be compared without knowing the language is compared, cell by cell: code, tags, numbers, pieces of code in the
text. The lists of loaded words and of misspelt names are English; here the translator keeps to guide/naming.md.
"""

import ast
import copy
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from courseutils import _translate
from courseutils.teach import lessons, messages, rules
from courseutils.teach.releasing import hidden, scan

# A text of so many words is prose and may be translated; a name, an id or a column may not.
PROSE = 2
_NUMBER, _SPAN = re.compile(r"\d+"), re.compile(r"`[^`]+`")


def folders(lessons_folder: Path) -> list[Path]:
    """The folders of languages that have a lesson."""
    inside = (path for path in lessons_folder.iterdir() if path.is_dir())
    return sorted(path for path in inside if lessons.lesson_files(path))


def student_files(folder: Path, only: str | None = None) -> dict[str, str]:
    """File name, such as ``00_slug.de.ipynb``, and text of every student notebook of one language."""
    notebooks = ((path, lessons.read_lesson(path)) for path in lessons.lesson_files(folder, only))
    return {
        f"{path.stem}.{folder.name}.ipynb": lessons.text_of(lessons.student(notebook)) for path, notebook in notebooks
    }


def made(root: Path, only: str | None = None) -> list[tuple[dict[str, str], Path]]:
    """What is built: for each language the notebooks and the folder that they belong into."""
    found = {path.name: student_files(path, only) for path in folders(root / "lessons")}
    # A folder whose last lesson was taken away still has to be looked at.
    left: dict[str, dict] = {path.parent.name: {} for path in (root / "notebooks").glob("*/*.ipynb")}
    return [(files, root / "notebooks" / code) for code, files in sorted((left | found).items())]


def problems(lessons_folder: Path, only: str | None = None) -> list[str]:
    """Sentences about lessons that are not the English ones in other words, and about messages that would fail."""
    paths = [path for folder in folders(lessons_folder) for path in lessons.lesson_files(folder, only)]
    found = [f"lessons/{p.parent.name}/{p.name}: {said}" for p in paths for said in lesson_problems(p)]
    return found + [said for code in messages.codes() for said in messages.problems(code)]


def lesson_problems(path: Path) -> list[str]:
    """What is wrong with one lesson in another language; empty when it may be built."""
    code, english = path.parent.name, path.parents[1] / path.name
    if not english.is_file():
        return ["there is no English lesson of this name; a translation bears the same name."]
    if code not in messages.codes():
        return [f"there is no list of messages for it. Begin one: python3 course.py build --messages {code}"]
    notebook, original = lessons.read_lesson(path), lessons.read_lesson(english)
    found = rules.broken_rules(notebook, path.stem[:2]) + _head_problems(notebook, code)
    text = lessons.text_of(lessons.student(copy.deepcopy(notebook)))
    found += rules.leaks(text, notebook) + list(scan.notebook_leaks(text, hidden.secrets([notebook])))
    return found + list(_differences(notebook, original, code))


def _head_problems(notebook, code: str) -> list[str]:
    """A draft says so on top."""
    note = _translate.draft_note(code)
    return [_NO_NOTE.format(note)] if note and note.rstrip(".") not in notebook.cells[0].source else []


_NO_NOTE = "the first cell must say that this is a draft, in these words: {}"


def _differences(notebook, original, code: str) -> Iterator[str]:
    cells = [cell for cell in notebook.cells if not _is_language_cell(cell, code)]
    if len(cells) == len(notebook.cells):
        yield _NO_CHOICE.format(code)
    if len(cells) != len(original.cells):
        yield _COUNT.format(len(cells), len(original.cells))
    for number, (cell, english) in enumerate(zip(cells, original.cells, strict=False), start=1):
        if what := _difference(cell, english):
            yield f"cell {number}, in English {' '.join(english.source.split()[:6])!r}, {what}."
            return  # what follows would only be the same shift again


_NO_CHOICE = (
    'no cell chooses the language. Add a code cell of two lines: from courseutils import language; language("{}").'
)
_COUNT = "it has {} cells, apart from the one that chooses the language, and the English lesson has {}."


def _is_language_cell(cell, code: str) -> bool:
    lines = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("#")]
    return cell.cell_type == "code" and lines == ["from courseutils import language", f'language("{code}")']


def _difference(cell, english) -> str:
    """What differs between a cell and its English twin beside the words; empty when nothing does."""
    if cell.cell_type != english.cell_type or lessons.tags(cell) != lessons.tags(english):
        return f"is {_kind(english)} there and {_kind(cell)} here"
    if cell.cell_type == "code":
        if "exercise" in lessons.tags(cell) and cell.id != english.id:
            return f"is {english.id} there and {cell.id} here"
        same = _code(cell.source) == _code(english.source)
        return "" if same else "has other code here; only comments and texts of two or more words may differ"
    for pattern, what in ((_SPAN, "pieces of code"), (_NUMBER, "numbers")):
        here, there = (Counter(pattern.findall(text)) for text in (cell.source, english.source))
        if here != there:
            return f"has other {what} here: missing {_shown(there - here)}, added {_shown(here - there)}"
    return ""


def _kind(cell) -> str:
    return " ".join(["a", cell.cell_type, "cell", *(f"tagged {tag}" for tag in sorted(lessons.tags(cell)))])


def _shown(counted: Counter) -> str:
    return ", ".join(sorted(counted.elements())) or "none"


def _code(source: str) -> str:
    """The code as Python reads it, without comments, with a blank for every text of several words."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) >= PROSE:
            node.value = "..."
    return ast.dump(tree)
