"""Marks as tables: one to read, and one for each of the imports of Canvas and Moodle.

Only ``marks.csv`` begins with a byte order mark: people open it, and Excel on Windows takes a file without the mark for
one in the old code page and spoils every Georgian and Cyrillic name. The others are for programs, which need none.
What each import needs, and what it makes of an empty cell, stands in guide/marks_import.md.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from courseutils.teach.marking import levels
from courseutils.teach.marking.records import Marked
from courseutils.teach.marking.results import Levels, Line, Total, lines_of, number, save, total
from courseutils.teach.marking.store import write

MARKS, CANVAS, MOODLE, GRADEBOOK = "marks.csv", "marks_canvas.csv", "marks_moodle.csv", "marks_moodle_gradebook.csv"
_BOM = "\ufeff"
# What begins a formula, also behind what nobody sees; a program that parts cells at semicolons sees more cells begin.
_UNSEEN = r"[\s\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_FORMULA = re.compile(rf"^(?={_UNSEEN}[=+\-@＝＋－＠])|(?<=[;|])({_UNSEEN})(?=[=+\-@＝＋－＠])")
_COLUMNS = ("student", "name", "lesson", "exercise", "state", "points", "possible", "reason")


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what would begin one; in one line.

    >>> safe("=HYPERLINK(A1)"), safe("Nino;=1+1"), safe("Nino O'Neil-Smith")
    ("'=HYPERLINK(A1)", "Nino;'=1+1", "Nino O'Neil-Smith")
    """
    return _FORMULA.sub(r"\1'", " ".join(text.replace("\0", " ").split()))


def _csv(rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def write_tables(marked: Sequence[Marked], out: Path, given: Levels | None = None) -> None:
    """Write marks.csv, marks_canvas.csv and the two tables for Moodle into ``out``.

    Points of written answers come from ``given``, else from the levels kept in ``out``. The results are kept too, for
    ``mark --written``, which writes all of it again. Raises OSError.
    """
    given = levels.read(out) if given is None else given
    rows = [(item, lines_of(item, given)) for item in marked]
    save(marked, out)
    write(out / MARKS, _BOM + _csv(_marks(rows)))
    write(out / CANVAS, _csv(_canvas(rows)))
    write(out / MOODLE, _csv(_worksheet(rows)))
    write(out / GRADEBOOK, _csv(_gradebook(rows)))


_Rows = list[tuple[Marked, tuple[Line, ...]]]


def _marks(rows: _Rows) -> Iterable[Sequence[str]]:
    yield _COLUMNS
    for item, lines in rows:
        who = (safe(item.submission.student), safe(item.submission.name), item.lesson)
        for line in lines:
            said = " ".join(filter(None, [line.reason, line.comment]))
            yield (*who, line.exercise, line.state, number(line.points), number(line.possible), safe(said))


# Columns of points: for each lesson the checked exercises, and the written answers if it has any ----------------------


def _columns(rows: _Rows) -> dict[tuple[str, bool], float]:
    """Lesson and whether it is about written answers, with the points that are possible."""
    found: dict[tuple[str, bool], float] = {}
    for item, lines in rows:
        for written in (False, True):
            part = [line for line in lines if line.is_written is written]
            if item.lesson and any(line.is_counted for line in part):
                key = (item.lesson, written)
                found[key] = max(found.get(key, 0.0), total(part).possible)
    return dict(sorted(found.items()))


def column_name(lesson: str, written: bool) -> str:
    """What a column is called; an assignment in Canvas that has this very name is found by it."""
    return f"Lesson {lesson} {'written answers' if written else 'exercises'}"


def _by_student(rows: _Rows) -> dict[str, _Rows]:
    groups: dict[str, _Rows] = {}
    for item, lines in rows:
        groups.setdefault(item.submission.student, []).append((item, lines))
    return groups


def _cell(rows: _Rows, lesson: str, written: bool) -> str:
    """Points of one student in one column; nothing if not handed in, or if any mark of it is missing."""
    lines = [line for item, lines in rows if item.lesson == lesson for line in lines if line.is_written is written]
    return number(total(lines).points)


# Canvas ---------------------------------------------------------------------------------------------------------------


def _canvas(rows: _Rows) -> Iterable[Sequence[str]]:
    columns = _columns(rows)
    yield ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(column_name(*key) for key in columns))
    yield ("    Points Possible", "", "", "", "", *(number(possible) for possible in columns.values()))
    for student, own in _by_student(rows).items():
        yield (*_canvas_student(student, own[0][0]), "", *(_cell(own, *key) for key in columns))


def _canvas_student(student: str, item: Marked) -> tuple[str, str, str, str]:
    """Canvas trusts the number in ID: another platform's number there would give the marks to somebody else."""
    own = item.submission.platform == "canvas" and student.isascii() and student.isdigit()
    return (safe(item.submission.name), student if own else "", "", "" if own else safe(student))


# Moodle ---------------------------------------------------------------------------------------------------------------


def whole(rows: _Rows, lessons: dict[tuple[str, bool], float]) -> Total:
    """All points of one student, out of all that the class could have; None if any mark is missing."""
    got = total(line for _, lines in rows for line in lines)
    return Total(got.points, sum(lessons.values()), got.missing)


def _worksheet(rows: _Rows) -> Iterable[Sequence[str]]:
    """The grading worksheet of one assignment, with the three columns that its import looks for."""
    columns = _columns(rows)
    yield ("Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)")
    for student, own in _by_student(rows).items():
        item, result = own[0][0], whole(own, columns)
        known = item.submission.platform == "moodle" and student.isascii() and student.isdigit()
        name = safe(item.submission.name)
        yield (f"Participant {student}" if known else "", name, number(result.points), number(result.possible), "")


def _gradebook(rows: _Rows) -> Iterable[Sequence[str]]:
    """For the gradebook's import: a dash where there is no mark, for Moodle reads an empty cell of a new item as 0."""
    columns = _columns(rows)
    yield ("Student", "Full name", *(column_name(*key) for key in columns))
    for student, own in _by_student(rows).items():
        yield (safe(student), safe(own[0][0].submission.name), *(_cell(own, *key) or "-" for key in columns))
