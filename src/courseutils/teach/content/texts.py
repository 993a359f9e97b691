"""The texts of a lesson, paragraph by paragraph: what the checks on the content read.

A lesson's texts are its markdown cells, the instructor's included, the texts in its code cells (titles of maps, model
answers), and what its exercises say. Code spans and the addresses of links are no prose.
"""

import ast
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from courseutils import exercises
from courseutils._files import read_text
from courseutils.teach import lessons

_NO_PROSE = re.compile(
    r"```.*?```|`[^`]*`|(?<=\])\([^)\s]*\)|https?://\S+|<(?:/?[a-z][\w-]*)(?:\s[^<>]*)?/?>", re.S | re.I
)
_NEW_BLOCK = re.compile(r"\s*(?:#+ |[-*+] |\d+\. |\|)")
_QUOTE_MARK = re.compile(r"^>[ \t]?", re.M)
_EXERCISE_TEXTS = ("title", "right", "not_yet", "hints", "rubric", "question", "text", "reply")


FEWEST_WORDS = 3


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading, list item or table row, on one line."""

    where: str
    text: str
    audience: str = "student"  # student | teacher | code | exercise | page
    heading: bool = False
    timetable: bool = False

    @property
    def place(self) -> str:
        """Where it stands, in words for an author."""
        return f"{self.where}, at {' '.join(self.text.split()[:6])!r}"


@dataclass(frozen=True, eq=False)
class Lesson:
    """The number of a lesson, such as "05", its cells, and all its paragraphs."""

    number: str
    notebook: Any
    paragraphs: tuple[Paragraph, ...]


def blank(text: str, pattern: re.Pattern) -> str:
    """The text with each match of the pattern replaced by as many spaces."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def paragraphs(markdown: str, where: str, audience: str = "student") -> Iterator[Paragraph]:
    """Paragraphs of a markdown text; each row of a table, item of a list and heading is one."""
    timetable = False
    for block in _blocks(_NO_PROSE.sub(" ", _QUOTE_MARK.sub("", markdown))):
        # The head of a table says whether its numbers are minutes; its other rows follow it.
        is_row = block.startswith("|")
        timetable = is_row and (timetable or "minutes" in block.casefold())
        yield Paragraph(where, block, audience, block.startswith("#"), timetable)


def _blocks(text: str) -> Iterator[str]:
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        if block and (not line.strip() or _NEW_BLOCK.match(line) or block[0].startswith("#")):
            yield " ".join(" ".join(block).split())
            block = []
        if line.strip():
            block.append(line)


def read_lesson(path: Path) -> Lesson:
    """A lesson with the paragraphs of its notebook and of its exercises; read once, so change copies only."""
    return _read_lesson(path, read_text(path))


@cache
def _read_lesson(path: Path, _text: str) -> Lesson:
    """``_text`` makes a changed lesson be read again."""
    notebook, number = lessons.read_lesson(path), path.stem[:2]
    return Lesson(number, notebook, (*_cell_paragraphs(notebook, number), *exercise_paragraphs(number)))


def _cell_paragraphs(notebook, number: str) -> Iterator[Paragraph]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            audience = "teacher" if "teacher" in lessons.tags(cell) else "student"
            yield from paragraphs(cell.source, f"lesson {number}", audience)
        elif cell.cell_type == "code":
            yield from _said_by_code(cell, f"lesson {number}")


def _said_by_code(cell, where: str) -> Iterator[Paragraph]:
    """Titles of maps, printed sentences and model answers: texts of several words in a code cell."""
    try:
        tree = ast.parse(lessons.SOLUTION.sub(r"\1", cell.source))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) >= FEWEST_WORDS:
            yield Paragraph(where, " ".join(node.value.split()), "code")


def exercise_paragraphs(number: str) -> Iterator[Paragraph]:
    """What the exercises and quizzes of a lesson say: titles, replies, hints, rubrics, options of a quiz."""
    definition = exercises.definition(number)
    for row in [*definition.get("exercise", []), *definition.get("quiz", [])]:
        for part in (row, *row.get("wrong", []), *row.get("option", [])):
            yield from _part_paragraphs(part, f"exercise {row['id']}")


def _part_paragraphs(part: dict, where: str) -> Iterator[Paragraph]:
    for field in _EXERCISE_TEXTS:
        said = part.get(field, [])
        for text in [said] if isinstance(said, str) else said if isinstance(said, list) else []:
            if not _is_code(text):
                yield from paragraphs(text, where, "exercise")


def _is_code(text: str) -> bool:
    """The last hint of an exercise is the line of code with a blank."""
    return bool(re.match(r"[a-z_]\w* = \S", text)) and "____" in text


def page(path: Path, root: Path) -> list[Paragraph]:
    """Paragraphs of a page such as README.md."""
    name = path.relative_to(root).as_posix()
    return list(paragraphs(read_text(path), name, "page"))


@dataclass(frozen=True)
class Sheet:
    """Rows of a table that authors keep beside the lessons, and sentences about rows that cannot be read."""

    name: str
    rows: tuple[dict, ...]
    problems: tuple[str, ...]


def sheet(path: Path, columns: tuple[str, ...], name: str) -> Sheet:
    """A table of ``lessons/``; each row also knows its ``line``. A missing file is an empty table."""
    if not path.is_file():
        return Sheet(name, (), ())
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""))
    if tuple(reader.fieldnames or ()) != columns:
        return Sheet(name, (), (f"{name}: the first line must read {','.join(columns)}",))
    rows = [(row, reader.line_num) for row in reader]
    bad = [line for row, line in rows if None in row or None in row.values()]
    good = ({**row, "line": line} for row, line in rows if line not in bad)
    return Sheet(name, tuple(good), tuple(_UNEVEN.format(name=name, line=line, n=len(columns)) for line in bad))


_UNEVEN = "{name}, line {line}: not {n} columns. Put a cell that holds a comma between quotation marks."
