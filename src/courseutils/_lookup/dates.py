"""Read a day as people write it, and refuse what could mean two days."""

import datetime as dt
import re

from courseutils._data import Plain

_MONTHS = ["January", "February", "March", "April", "May", "June"]
_MONTHS += ["July", "August", "September", "October", "November", "December"]
_NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
_WORD = r"([a-z]{3,9})\.?"
_FORMS = {
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ][\d:.,+z-]*)?": lambda m: (m[1], m[3], m[4]),
    rf"{_NUMBER} {_WORD},? (\d{{4}})": lambda m: (m[3], _month(m[2]), m[1]),
    rf"{_WORD} {_NUMBER},? (\d{{4}})": lambda m: (m[3], _month(m[1]), m[2]),
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})": lambda m: (m[3], m[2], m[1]),
    r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})": lambda m: (m[4], *_slashed(m[0], int(m[1]), int(m[3]))),
}
_HOW = "Write a whole day, for example '15 October 2008' or '2008-10-15'."


class DateError(Plain, ValueError):
    """What was given is no day of the calendar, or could be read as two different days."""


def _month(word: str) -> int:
    for number, name in enumerate(_MONTHS, start=1):
        if name.casefold().startswith(word):
            return number
    raise DateError(f"{word!r} is no English name of a month. {_HOW}")


def _slashed(text: str, first: int, second: int) -> tuple[int, int]:
    """Month and day of 15/10 or 10/15; 03/04 is refused, for it means two days to two readers."""
    if 0 < first <= 12 and 0 < second <= 12 and first != second:
        readings = f"{first} {_MONTHS[second - 1]} to some readers and {second} {_MONTHS[first - 1]} to others"
        raise DateError(f"{text!r} is {readings}. {_HOW}")
    return (first, second) if second > 12 else (second, first)


def _day(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise DateError(f"There is no day {text!r} in the calendar. {_HOW}") from None


def _from_text(text: str) -> dt.date:
    plain = " ".join(text.split()).casefold()
    for form, parts in _FORMS.items():
        if match := re.fullmatch(form, plain, flags=re.ASCII):
            year, month, day = (int(part) for part in parts(match))
            return _day(year, month, day, text)
    if re.fullmatch(rf"\d{{4}}(?:[-/.]\d{{1,2}})?|\d{{1,2}}[-/.]\d{{4}}|{_WORD},? \d{{4}}", plain, flags=re.ASCII):
        raise DateError(f"{text!r} is no single day but a month or a year, and cannot be read as a day. {_HOW}")
    raise DateError(f"{text!r} cannot be read as a day. {_HOW}")


def read_date(value) -> dt.date:
    """One day, from a date, a pandas Timestamp, or text in one of these forms.

    "2008-10-15", "15 October 2008", "Oct 15, 2008", "15.10.2008" (with dots the day always comes
    first), "15/10/2008" (refused when both numbers are 12 or less and differ: 03/04/2008 is 3 April
    to some readers and 4 March to others). A time of day is left out. Raises DateError with a sentence.

    >>> read_date("Oct 15, 2008") == read_date("15/10/2008") == dt.date(2008, 10, 15)
    True
    """
    if isinstance(value, dt.datetime):
        if value != value:  # NaT, the missing date of pandas
            raise DateError(f"The date is missing. {_HOW}")
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) or type(value).__name__ == "datetime64":
        return _from_text(str(value))
    raise DateError(f"{value!r} is no day. {_HOW}")


def in_words(day: dt.date) -> str:
    """A day as the course prints it, the same on every computer.

    >>> in_words(dt.date(2008, 8, 26))
    '26 August 2008'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
