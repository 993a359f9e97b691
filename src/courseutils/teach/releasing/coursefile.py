"""Read ``course.toml``: the course's own name, people and dates, each mistake said in one sentence."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from courseutils._data import nearest
from courseutils.teach.releasing import ReleaseError

TEXTS = {"name": 120, "institution": 200, "instructor": 200, "contact": 200}
DAYS = ("start", "end")
KEYS = (*TEXTS, *DAYS, "lessons")
LARGEST = 20_000  # bytes; a full file has about 1,000
# Letters that nobody sees: control characters, and marks that turn the direction of writing round.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_EXAMPLE = "guide/release/course.toml is an example."


@dataclass(frozen=True)
class Course:
    """A course as its instructor describes it; ``lessons`` gives the day of a lesson by its two digits."""

    name: str
    institution: str = ""
    instructor: str = ""
    contact: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    lessons: dict[str, dt.date] = field(default_factory=dict)


def read_course(path: Path, numbers: Iterable[str]) -> Course:
    """The course that a file describes, for a release of these lessons.

    Raises ReleaseError with a sentence for every mistake in the file.
    """
    table = _table(path)
    found = list(_mistakes(table, set(numbers)))
    if found:
        raise ReleaseError("\n".join(f"{path.name}: {sentence}" for sentence in found))
    texts = {key: table[key].strip() for key in TEXTS if key in table}
    days = {f"{int(n):02}": day for n, value in table.get("lessons", {}).items() if (day := _day(value))}
    return Course(**texts, start=_day(table.get("start")), end=_day(table.get("end")), lessons=days)


def _table(path: Path) -> dict:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReleaseError(f"The course file {path} cannot be read ({error.strerror}). {_EXAMPLE}") from error
    if len(content) > LARGEST:
        raise ReleaseError(f"{path.name} is larger than {LARGEST // 1000} kB; a course file is short. {_EXAMPLE}")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ReleaseError(f"{path.name}, line {line}: not UTF-8. Save the file again as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ReleaseError(f"{path.name} is not written as TOML: {error}. {_hint(str(error))}") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a thousand brackets one in another
        raise ReleaseError(f"{path.name} holds something too long or too deep. {_EXAMPLE}") from error


def _hint(message: str) -> str:
    if "Invalid date" in message:
        return "There is no such day; write days as 2027-02-08."
    if "Invalid value" in message or "Expected newline" in message:  # such as 08.02.2027
        return 'Texts need quotation marks ("..."), days have none and look like 2027-02-08.'
    return _EXAMPLE


def _mistakes(table: dict, numbers: set[str]) -> Iterator[str]:
    for key in table:
        if key not in KEYS:
            yield f"there is no key {key!r}. {nearest(key, KEYS, n=1)}"
    if "name" not in table:
        yield f'the course needs a name: name = "...". {_EXAMPLE}'
    for key in (key for key in TEXTS if key in table):
        yield from _text_mistakes(key, table[key])
    for key in (key for key in DAYS if key in table and _day(table[key]) is None):
        yield _NO_DAY.format(key, _shown(table[key]))
    yield from _order_mistakes(table)
    yield from _lesson_mistakes(table, numbers)


_NO_DAY = "{0} = {1} is no day. Write year, month, day and no time of day, such as 2027-02-08."


def _shown(value) -> str:
    """A value for a sentence, cut where it is long; a number of 5,000 digits cannot be written out at all."""
    try:
        text = str(value)
    except ValueError:
        return "(a very long number)"
    return text if len(text) <= 60 else f"{text[:57]}..."


def _day(value) -> dt.date | None:
    """A day written as a date or as text; None for anything else, a date with a time of day included."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return value if type(value) is dt.date else None


def _text_mistakes(key: str, value) -> Iterator[str]:
    if not isinstance(value, str):
        yield f'{key} must be a text between quotation marks, such as {key} = "...".'
    elif not value.strip():
        yield f"{key} is empty. Write something or leave the line out." if key != "name" else "name is empty."
    elif len(value) > TEXTS[key]:
        yield f"{key} has {len(value)} characters; {TEXTS[key]} are the most that fit the page."
    elif _UNSEEN.search(value):
        yield f"{key} holds a line break or another character that nobody sees. Write it as one line of plain text."


def _order_mistakes(table: dict) -> Iterator[str]:
    start, end = _day(table.get("start")), _day(table.get("end"))
    if start and end and end < start:
        yield f"the course ends ({end}) before it starts ({start})."


def _lesson_mistakes(table: dict, numbers: set[str]) -> Iterator[str]:
    rows = table.get("lessons", {})
    if not isinstance(rows, dict):
        yield "lessons must be a table: write [lessons] on a line, and under it a line such as 1 = 2027-02-08."
        return
    seen: set[str] = set()
    for key, value in rows.items():
        number = f"{int(key):02}" if re.fullmatch(r"[0-9]{1,2}", key) else None
        if number not in numbers:
            yield f"lesson {key} is not in this release, which holds {', '.join(str(int(n)) for n in sorted(numbers))}."
        elif number in seen:
            yield f"lesson {int(key)} has two days."
        elif _day(value) is None:
            yield _NO_DAY.format(f"lesson {key}", _shown(value))
        else:
            yield from _outside(key, _day(value), table)
        seen.add(number or key)


def _outside(key: str, day: dt.date | None, table: dict) -> Iterator[str]:
    start, end = _day(table.get("start")), _day(table.get("end"))
    # Lesson 0 is done at home before the first class.
    if day and start and day < start and int(key) > 0:
        yield f"lesson {key} ({day}) comes before the course starts ({start})."
    if day and end and day > end:
        yield f"lesson {key} ({day}) comes after the course ends ({end})."
