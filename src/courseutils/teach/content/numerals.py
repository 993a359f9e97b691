"""Numbers and dates in English prose: find them, read them, compare them with a value.

A *figure* is a piece of prose such as ``4 to 9.5 km``; it holds one or more atoms, each a number or a (part of a) date.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
_MONTHS += ["October", "November", "December"]
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)}
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: n for n, word in enumerate(_ONES, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
WORDS |= {"hundred": 100}
_LARGE = {"thousand": 1_000, "million": 1_000_000}
UNITS = (
    r"%|per cent|percent|percentage points?|square (?:km|kilomet(?:re|er)s?|met(?:re|er)s?)|km2|km²|km"
    r"|kilomet(?:re|er)s?|met(?:re|er)s?|miles?|m|degrees?|years?|months?|weeks?|days?|hours?|minutes?"
    r"|men|women|people|persons|inhabitants|troops|soldiers|servicemen|peacekeepers|monitors"
    r"|states?|member states|members|countries|votes?|abstentions|villages?|towns|settlements|houses?|buildings?"
    r"|posts?|checkpoints|reports?|rounds?|resolutions?|battalions?|refugees|displaced(?: people| persons)?"
    r"|dead|killed|wounded|agreements|recognitions|recognisers"
)
_MONTH = "|".join(MONTHS)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?: (?:thousand|million))?"
_TEN = "|".join(_TENS)
_WORD = rf"(?:(?:{_TEN})-(?:{'|'.join(_ONES[:9])})|(?:(?:one|two|three|four|five|six|seven|eight|nine|a) )?hundred"
_WORD += rf"|{'|'.join(sorted(WORDS.keys() - {'one', 'hundred'}, key=len, reverse=True))})(?: thousand| million)?"
_UNTIL = r"(?: to | and | or | of the | of |-|\u2013)"
_DAYS = rf"\d{{1,2}}(?:(?:{_UNTIL}|, )\d{{1,2}})*"
_DATE = rf"{_DAYS} (?:{_MONTH})(?: \d{{4}})?|(?:{_MONTH}) \d{{4}}|\d{{4}}-\d\d-\d\d"
_COUNT = rf"{_DIGITS}(?:{_UNTIL}{_DIGITS})*(?:[ -]?(?:{UNITS})(?![\w%]))?"
_WORDED = rf"{_WORD}(?:{_UNTIL}(?:{_WORD}))*[ -](?:{UNITS})(?![\w%])"
_FIGURE = re.compile(rf"(?<![\w.,:/])(?:{_DATE}|\d{{1,2}}:\d\d|{_COUNT}|{_WORDED})(?![\w])", re.IGNORECASE)
_ATOM = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<days>{_DAYS}) (?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?"
    rf"|(?P<month_only>{_MONTH}) (?P<its_year>\d{{4}})|(?P<clock>\d{{1,2}}:\d\d)"
    rf"|(?P<digits>{_DIGITS})|\b(?P<word>{_WORD})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number as written, and its value."""

    text: str
    value: float


@dataclass(frozen=True)
class Day:
    """A date of which parts may be left out; a year alone is a Number."""

    text: str
    year: int | None
    month: int
    day: int | None


@dataclass(frozen=True)
class Clock:
    """An hour of the day, as written."""

    text: str


Atom = Number | Day | Clock


def figures(text: str) -> Iterator[re.Match]:
    """Every figure of a text, in order, as a match with its place."""
    return _FIGURE.finditer(text)


def atoms(text: str) -> list[Atom]:
    """The numbers and dates in a figure, or in any text.

    >>> [atom.text for atom in atoms("4 to 9.5 km on 7 and 8 August 2008")]
    ['4', '9.5', '7 August 2008', '8 August 2008']
    """
    return [atom for match in _ATOM.finditer(text) for atom in _read(match)]


def _read(match: re.Match) -> Iterator[Atom]:
    part = match.groupdict()
    if part["iso"]:
        yield _whole_day(part["iso"])
    elif part["days"]:
        yield from _days(part)
    elif part["month_only"]:
        month = MONTHS[part["month_only"].capitalize()]
        yield Day(match.group(), int(part["its_year"]), month, None)
    elif part["clock"]:
        yield Clock(part["clock"])
    else:
        yield Number(match.group(), value(match.group()))


def _whole_day(iso: str) -> Atom:
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return Clock(iso)
    return Day(iso, day.year, day.month, day.day)


def _days(part: dict) -> Iterator[Day]:
    year = int(part["year"]) if part["year"] else None
    for day in re.findall(r"\d+", part["days"]):
        text = " ".join(filter(None, [day, part["month"], part["year"]]))
        yield Day(text, year, MONTHS[part["month"].capitalize()], int(day))


def value(text: str) -> float:
    """Value of a number in digits or words.

    >>> value("1,500"), value("twenty-four"), value("two hundred"), value("1.2 million")
    (1500.0, 24.0, 200.0, 1200000.0)
    """
    first, *rest = text.casefold().split()
    if first[0].isdigit():
        amount = float(first.replace(",", ""))
    else:
        amount = float(sum(WORDS.get(word, 1) for word in first.split("-")))
    for word in rest:
        amount *= _LARGE.get(word, WORDS.get(word, 1))
    return amount


def rounds_to(text: str, exact: float) -> bool:
    """Whether a number as written is the exact value, or the value rounded to as many places.

    A number may be rounded to whole tens, hundreds and so on only while that changes it by at most 2.5 per cent.

    >>> rounds_to("6.6", 6.62), rounds_to("70,000", 69291), rounds_to("20", 18)
    (True, True, False)
    """
    written = value(text)
    if "." in text:
        digits, *scale = text.split()
        step = 10.0 ** -len(digits.partition(".")[2]) * _LARGE.get("".join(scale), 1)
        return abs(written - exact) <= step / 2 + 1e-9
    zeros = len(str(int(written))) - len(str(int(written)).rstrip("0")) if written else 0
    return abs(written - exact) <= max(0.5, min(10**zeros / 2, 0.025 * written)) + 1e-9


def same_day(said: Day, exact: Day | dt.date) -> bool:
    """Whether all parts of a date as written are those of the exact date."""
    parts = ((said.year, exact.year), (said.month, exact.month), (said.day, exact.day))
    return all(mine is None or mine == its for mine, its in parts)
