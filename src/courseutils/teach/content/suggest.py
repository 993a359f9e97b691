"""Rows for figures and quotations that have no source yet, ready to paste, with a likely reference."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from courseutils.exercises import tasks_of
from courseutils.teach.content import figures, guide, numerals, quotations
from courseutils.teach.content.references import Grounds, keyed, tables
from courseutils.teach.content.texts import Lesson, read_lesson

_NOT_SEARCHED = {"places", "un_rollcall", "states", "same_day_reports", "glossary"}
_NO_FACT = {
    "lat",
    "lon",
    "accuracy_m",
    "checked_to",
    "round",
    "year_recognised",
    "paragraph",
    "dataset_in_favour",
    "dataset_against",
}
_FEWEST_SHARED_WORDS = 2


def rows_to_paste(path: Path) -> list[str]:
    """Lines of ``figures/NN.csv`` for the open figures of a lesson; a reference is a guess, to be looked at."""
    return rows_for(guide.with_guide(read_lesson(path), path.parents[1]), path.parent)


def rows_for(lesson: Lesson, folder: Path) -> list[str]:
    """The same for any text whose table of figures lies in a folder such as ``lessons``."""
    own, _ = figures.read(folder, lesson.number)
    shared, _ = figures.read(folder, figures.SHARED)
    lines = [*_figure_lines(lesson, own + shared), *_quotation_lines(lesson, own + shared)]
    return [",".join(figures.COLUMNS), *dict.fromkeys(lines)]


def _figure_lines(lesson: Lesson, rows) -> Iterator[str]:
    said: dict[str, str] = {}
    for paragraph, match in figures.uncovered(lesson, rows):
        words = match.group()
        said[words] = f"{said.get(words, '')} {paragraph.text}"
    for words, context in said.items():
        yield _line(words, guess(words, context, lesson.number) or "sources:?", _round(words, context))


def _round(words: str, context: str) -> str:
    """A few words round the figure, so that the author knows it again."""
    found = re.search(rf".{{0,40}}(?<!\d){re.escape(words)}.{{0,30}}", context)
    return f"? {found.group().strip()}" if found else "?"


def _quotation_lines(lesson: Lesson, rows) -> Iterator[str]:
    for paragraph in lesson.paragraphs:
        if quotations.problems([paragraph], rows, ""):
            for start, end in quotations.quoted(paragraph.text):
                words = paragraph.text[start:end]
                if quotations.problems([paragraph], rows, "") and not quotations.is_spoken(words):
                    yield _line(words, "lesson", "?")


def _line(*cells: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def guess(words: str, context: str, lesson: str) -> str | None:
    """References whose values are those of the figure; of several, those whose row shares most words with the text."""
    found = [_best(atom, context, lesson) for atom in numerals.atoms(words)]
    return "; ".join(dict.fromkeys(f for f in found if f)) if found and all(found) else None


def _best(atom: numerals.Atom, context: str, lesson: str) -> str | None:
    told = set(re.findall(r"\w{4,}", context.casefold()))
    fitting = [(len(told & words), ref) for ref, known, words in _all_values(lesson) if known.holds(atom)]
    if isinstance(atom, numerals.Number):
        fitting = [pair for pair in fitting if pair[0] >= _FEWEST_SHARED_WORDS]
    best = max(fitting, key=lambda pair: (pair[0], -len(pair[1])), default=None)
    return best[1] if best else None


@cache
def _all_values(lesson: str) -> tuple[tuple[str, Grounds, frozenset[str]], ...]:
    return (*_exercise_values(lesson), *_table_values())


def _exercise_values(lesson: str) -> Iterator[tuple[str, Grounds, frozenset[str]]]:
    for task in tasks_of(lesson):
        words = frozenset(re.findall(r"\w{4,}", f"{task.title} {task.right}".casefold()))
        for name, value in task.parameters.items():
            if isinstance(value, (int, float, dt.date)):
                yield f"parameter:{task.id}.{name}", _grounds(value), words
        if task.kind == "number":
            yield f"answer:{task.id}", _grounds(task.expected.get(task.parameters)), words


def _table_values() -> Iterator[tuple[str, Grounds, frozenset[str]]]:
    for table in tables().keys() - _NOT_SEARCHED:
        for key, row in keyed(table).items():
            words = frozenset(re.findall(r"\w{4,}", " ".join(str(value) for value in row.values()).casefold()))
            for column, value in row.items():
                if column not in _NO_FACT and isinstance(value, (int, float, dt.date)) and not isinstance(value, bool):
                    yield f"{table}:{key}" + ("" if table == "sources" else f".{column}"), _grounds(value), words


def _grounds(value) -> Grounds:
    known = Grounds()
    known.add(value)
    return known
