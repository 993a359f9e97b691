"""What tables and pages show: every mark with the levels of written answers; and the folder of marks that keeps it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from courseutils.exercises import exercises
from courseutils.teach.marking.levels import TOP, Level, digest_of
from courseutils.teach.marking.records import COULD_NOT, WRITTEN, Marked, Result, Submission
from courseutils.teach.marking.store import write

FILE = ".marking/marked.json"
UNREAD = "This answer has not been read yet."
NOT_COUNTED = "Not counted."
NO_LESSON = "It could not be told which lesson this file belongs to."
Levels = Mapping[tuple[str, str], Level]


@dataclass(frozen=True)
class Line:
    """One row of a table: ``points`` is None where there is no mark, and then ``reason`` says why."""

    exercise: str
    state: str
    points: float | None
    possible: float | None
    reason: str = ""
    text: str = ""
    level: int | None = None
    comment: str = ""

    @property
    def is_written(self) -> bool:
        """Is it an answer that a person reads?"""
        return is_written(self.exercise)

    @property
    def is_counted(self) -> bool:
        """Are there points to be had? ``--leave-out`` takes them away."""
        return self.possible != 0


def is_written(exercise: str) -> bool:
    """Is this an exercise whose answer a person reads?"""
    return exercise in exercises() and exercises()[exercise].kind == "written"


def lines_of(marked: Marked, levels: Levels) -> tuple[Line, ...]:
    """The rows of one submission; one row without an exercise when its lesson is not known."""
    if marked.results:
        return tuple(_counted(_line(result, marked, levels)) for result in marked.results)
    return (Line("", COULD_NOT, None, None, _reason(marked, " ".join(marked.remarks) or NO_LESSON)),)


def _counted(line: Line) -> Line:
    """Where no points are to be had, none is missing."""
    if line.is_counted:
        return line
    return replace(line, points=0.0, reason=f"{NOT_COUNTED} {line.reason.removeprefix(UNREAD).strip()}".strip())


def _line(result: Result, marked: Marked, levels: Levels) -> Line:
    line = Line(result.exercise, result.state, result.points, result.possible, result.reason, result.text)
    if result.state == COULD_NOT:
        return replace(line, points=None, reason=_reason(marked, result.reason))
    if not is_written(result.exercise) or not result.text.strip():
        return line
    given = levels.get((marked.submission.student, result.exercise))
    if given is None or given.digest != digest_of(result.text):
        return replace(line, points=None, reason=f"{UNREAD} {result.reason}".strip(), state=WRITTEN)
    comment = given.comment.strip()
    if given.level is None:
        return replace(line, points=None, reason=UNREAD, comment=comment, state=WRITTEN)
    points = round(result.possible * given.level / TOP, 2)
    reason = f"Level {given.level} of {TOP}."
    return replace(line, points=points, reason=reason, level=given.level, comment=comment, state=WRITTEN)


def _reason(marked: Marked, reason: str) -> str:
    """Intake's own reasons, where it found nothing that could be marked (attempt 0)."""
    return " ".join(marked.submission.remarks) if marked.submission.attempt == 0 else reason


@dataclass(frozen=True)
class Total:
    """A sum of points; None if any mark is missing, so that nothing missing counts as 0."""

    points: float | None
    possible: float
    missing: int


def total(lines: Iterable[Line]) -> Total:
    """Sum over rows.

    >>> total([Line("05-1", "right", 1, 1), Line("05-2", "not yet", 0, 1)])
    Total(points=1, possible=2, missing=0)
    >>> total([Line("05-1", "right", 1, 1), Line("05-2", "could not be marked", None, 1)]).points is None
    True
    """
    lines = list(lines)
    points = [line.points for line in lines if line.points is not None]
    missing = len(lines) - len(points)
    possible = sum(line.possible or 0 for line in lines)
    return Total(None if missing or not lines else round(sum(points), 2), possible, missing)


def number(points: float | None) -> str:
    """Points for a page or a table, at most two decimals; nothing for None.

    >>> number(2.0), number(0.67), number(None)
    ('2', '0.67', '')
    """
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


# The folder of marks --------------------------------------------------------------------------------------------------


def save(marked: Iterable[Marked], out: Path) -> None:
    """Keep the results in the folder of marks; tables and pages are made again from them."""
    rows = [row_of(item) for item in marked]
    write(out / FILE, json.dumps({"form": 1, "marked": rows}, ensure_ascii=True, indent=1, default=str))


def load(out: Path) -> list[Marked]:
    """The results kept in a folder of marks. Raises FileNotFoundError with a sentence when there are none."""
    try:
        whole = json.loads((out / FILE).read_text(encoding="utf-8"))
        return [marked_of(row) for row in whole["marked"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        say = f"There are no results in {out}. Mark first: python3 course.py mark FOLDER --out {out}"
        raise FileNotFoundError(say) from error


def row_of(marked: Marked) -> dict:
    """A result as it is kept in JSON, without the place of our copy."""
    return asdict(replace(marked, submission=replace(marked.submission, path=Path())))


def marked_of(row: dict) -> Marked:
    """A result from what ``row_of`` has made of it."""
    given = row["submission"]
    more = {"path": Path(given["path"]), "remarks": tuple(given["remarks"]), "earlier": ()}
    submission = Submission(**{**given, **more})
    results = tuple(Result(**result) for result in row["results"])
    return Marked(submission, row["lesson"], results, tuple(row["remarks"]))
