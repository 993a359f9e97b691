"""Every figure in a lesson's text rests on data: ``lessons/figures/NN.csv`` says on which, and this checks it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from courseutils.exercises import tasks_of
from courseutils.teach.content import numerals, quotations
from courseutils.teach.content.references import Grounds, ReferenceFault, grounds, measure
from courseutils.teach.content.texts import Lesson, Paragraph, Sheet, blank, sheet

COLUMNS = ("figure", "rests_on", "note")
SHARED = "all"
_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty)"
_LABELS = (
    r"paragraphs?|parts?|lessons?|levels?|exercises?|points?|articles?|chapters?|sections?|steps?|cells?|rounds?"
    r"|resolutions?|questions?|quiz|tasks?|pages?|protocol|annex|claims?|sentences?|python|headline|number|zone|utm"
)
_THEN = r"(?:\s*(?:,|and|to|or|[-\u2013])\s*\(?\d+\)?)*"
_AFTER = rf"(?!\d|[.,]\d| ?(?:{numerals.UNITS})(?!\w)| (?:{'|'.join(numerals.MONTHS)}))"
_MARKERS = re.compile(r"^\s*(?:\d+\.\s|#+ (?:Part |Lesson )?\d+\.|\|\s*\d+\s*\|)")
# Numbers that name a thing, give a length of time in class, or belong to a technical name.
_NAMES_OF_THINGS = re.compile(
    r"\[\d{1,2}(?:, \d{1,2})*\]|\b\d\d-q?\d+\b|\bEPSG:\d+|\bWGS ?84\b|\b[A-Z][\w.]*(?:[/:][\w.]+)+"
    rf"|\b(?:{_LABELS}) \(?\d[\d/]*\)?{_THEN}{_AFTER}",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    rf"\b{_NUMBER}(?:(?: to | or |[-\u2013]){_NUMBER})?[ -](?:min\b\.?|minutes?\b|seconds?\b)"
    r"(?! (?:late|before|after|earlier))",
    re.IGNORECASE,
)
_TIMETABLE = re.compile(r"\|\s*\d+(?:[-\u2013]\d+)?\s*(?=\|)|\(\d+(?:[-\u2013]\d+)?\)")
_LENGTH_OF_TEXT = re.compile(r"\b(\d+)(?: to |[-\u2013])(\d+) words\b")


@dataclass(frozen=True)
class Row:
    """A row of a table of figures: words as they stand in the text, what they rest on, a note."""

    figure: str
    rests_on: tuple[str, ...]
    note: str
    place: str

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand in a text, as whole words and numbers."""
        if _folded(self.figure) in _folded(text):  # looking for plain letters first is ten times as quick
            yield from (match.span() for match in _whole(self.figure).finditer(text))


@cache
def _folded(text: str) -> str:
    return text.casefold()


@cache
def _whole(words: str) -> re.Pattern:
    return re.compile(rf"(?<![\w.,])(?<!\d-){re.escape(words)}(?!\w|[.,:]\d)", re.IGNORECASE)


def read(folder: Path, number: str) -> tuple[list[Row], list[str]]:
    """Rows of ``figures/NN.csv`` and sentences about unreadable ones."""
    found: Sheet = sheet(folder / "figures" / f"{number}.csv", COLUMNS, f"figures/{number}.csv")
    rows = [_row(row, found.name) for row in found.rows]
    return [row for row in rows if row.figure], list(found.problems)


def _row(row: dict, name: str) -> Row:
    references = tuple(part.strip() for part in row["rests_on"].split("; ") if part.strip())
    words = " ".join(row["figure"].split())
    return Row(words, references, row["note"].strip(), f"{name}, line {row['line']}")


@cache
def figures(paragraph: Paragraph, lesson: str) -> tuple[re.Match, ...]:
    """The figures of a paragraph that need a source."""
    text = _without_names(paragraph, lesson)
    return tuple(match for match in numerals.figures(text) if match.group() != "0")


@cache
def _without_names(paragraph: Paragraph, lesson: str) -> str:
    text = paragraph.text
    for pattern in (_MARKERS, _NAMES_OF_THINGS, _MINUTES, *([_TIMETABLE] if paragraph.timetable else [])):
        text = blank(text, pattern)
    for start, end in quotations.known_spans(paragraph.text):
        text = text[:start] + " " * (end - start) + text[end:]
    return _LENGTH_OF_TEXT.sub(lambda match: _blank_if_asked(match, lesson), text)


def _blank_if_asked(match: re.Match, lesson: str) -> str:
    lengths = {(e.min_words, e.max_words) for e in tasks_of(lesson)}
    asked = (int(match[1]), int(match[2])) in lengths
    return " " * len(match.group()) if asked else match.group()


def _inside(match: re.Match, text: str, rows: list[Row]) -> bool:
    start, end = match.span()
    return any(a <= start and end <= b for row in rows for a, b in row.spans(text))


def uncovered(lesson: Lesson, rows: list[Row]) -> Iterator[tuple[Paragraph, re.Match]]:
    """Figures of a lesson that no row covers."""
    for paragraph in lesson.paragraphs:
        for match in figures(paragraph, lesson.number):
            if not _inside(match, paragraph.text, rows):
                yield paragraph, match


def problems(lesson: Lesson, folder: Path) -> list[str]:
    """Sentences about figures without a source, and about rows that are dead or wrong."""
    own, unreadable = read(folder, lesson.number)
    shared, _ = read(folder, SHARED)
    open_ones = uncovered(lesson, own + shared)
    found = [_OPEN.format(match.group(), paragraph.place, lesson.number) for paragraph, match in open_ones]
    for row in own:
        found += [f"{row.place}: {sentence}" for sentence in row_faults(row, [lesson])]
    return unreadable + found


_OPEN = "The figure {0!r} has no source ({1}). build --figures {2} prints a row for lessons/figures/{2}.csv."


def shared_problems(read_lessons: list[Lesson], folder: Path) -> list[str]:
    """The same for the rows that all lessons share."""
    rows, unreadable = read(folder, SHARED)
    return unreadable + [f"{row.place}: {said}" for row in rows for said in row_faults(row, read_lessons)]


_HERE = "<where it stands>"


def row_faults(row: Row, where: list[Lesson]) -> Iterator[str]:
    """Sentences about one row: dead, without a figure, without a note, or not what its references say."""
    standing = [(p, lesson.number) for lesson in where for p in lesson.paragraphs if any(row.spans(p.text))]
    if not standing:
        yield f"{row.figure!r} no longer stands in the text. Take the row out."
    elif row.note.startswith("?"):
        yield f"{row.figure!r}: the reference is only a guess. Look at it, then take the question mark out of the note."
    elif not row.rests_on:
        yield f"{row.figure!r} rests on nothing. Name a reference, or write lesson and a note."
    elif not numerals.atoms(row.figure) and len(row.figure.split()) < quotations.FEWEST_WORDS:
        yield f"{row.figure!r} is neither a figure nor a quotation of three words or more."
    elif not any(_is_needed(row, paragraph, number) for paragraph, number in standing):
        yield f"{row.figure!r} needs no source where it stands. Take the row out."
    else:
        place = standing[0][0].place
        yield from (said.replace(_HERE, place) for said in _reference_faults(row, where[0].number))


def _is_needed(row: Row, paragraph: Paragraph, lesson: str) -> bool:
    """Whether the row covers a number that is no mere name or minute, or words in quotation marks."""
    prose, words = _without_names(paragraph, lesson), list(quotations.quoted(paragraph.text))
    spans = list(row.spans(paragraph.text))
    said = any(a <= start and end <= b + 1 for a, b in spans for start, end in words)
    return said or any(numerals.atoms(prose[a:b]) for a, b in spans)


def _reference_faults(row: Row, lesson: str) -> Iterator[str]:
    found: dict[str, Grounds] = {}
    for reference in row.rests_on:
        try:
            found[reference] = grounds(reference, lesson)
        except ReferenceFault as fault:
            yield f"{row.figure!r}: {fault}"
    if len(found) == len(row.rests_on):
        yield from _value_faults(row, found)


def _value_faults(row: Row, found: dict[str, Grounds]) -> Iterator[str]:
    written = numerals.atoms(row.figure)
    loose = [atom.text for atom in written if not any(known.holds(atom) for known in found.values())]
    free = [reference for reference, known in found.items() if known.free]
    if loose and not free:
        told = "; ".join(f"{reference} gives {_told(known)}" for reference, known in found.items())
        yield f"{row.figure!r}: {', '.join(loose)} is not what it rests on. {told}. Mend it in {_HERE}, and here."
    if (loose or not written) and free and not row.note:
        yield f"{row.figure!r} rests on {free[0]}, which no check can compare. Say in the note where it stands, or why."
    for reference, known in found.items():
        if not known.free and written and len(found) > 1 and not any(known.holds(atom) for atom in written):
            yield f"{row.figure!r}: nothing in it comes from {reference}, which gives {_told(known)}."
        elif known.unit and _other_measure(row.figure, known.unit):
            yield f"{row.figure!r}: {reference} is in {known.unit}, which is not what the text speaks of."


def _other_measure(words: str, unit: str) -> bool:
    """Whether a length is given for a number of men, a share for an area, and so on; bare numbers fit all."""
    has_unit = re.search(rf"[\d\w][ -]?(?:{numerals.UNITS})(?![\w%])", words, re.IGNORECASE)
    return bool(has_unit) and measure(words) != measure(unit)


def _told(known: Grounds) -> str:
    days = [str(day) if not isinstance(day, numerals.Day) else day.text for day in known.days]
    numbers = [f"{number:g}" for number in known.numbers]
    return ", ".join([*numbers[:4], *days[:4]]) or "no number and no date"
