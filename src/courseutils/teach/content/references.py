"""What a figure in a lesson rests on: a cell of a table, a count, an answer, a computation, a source."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from courseutils import _data
from courseutils.exercises import exercises
from courseutils.teach.content import numerals

KINDS = "table:key.column, count:table, answer:, wrong:, parameter:, computed:, sources:, lesson"


class ReferenceFault(Exception):
    """A reference that leads nowhere; the text says what is wrong with it."""


@dataclass
class Grounds:
    """The values that a reference gives; ``free`` ones cannot be compared and need a note."""

    numbers: list[float] = field(default_factory=list)
    days: list = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    free: bool = False
    unit: str = ""

    def holds(self, atom: numerals.Atom) -> bool:
        """Whether a number or date as written is one of these values."""
        if isinstance(atom, numerals.Clock):
            return any(atom.text in text for text in self.texts)
        if isinstance(atom, numerals.Day):
            return any(numerals.same_day(atom, day) for day in self.days)
        years = [day.year for day in self.days if day.year and "," not in atom.text]
        return any(numerals.rounds_to(atom.text, number) for number in self.numbers) or atom.value in years

    def add(self, value) -> None:
        """Add a value of any kind; a text gives the numbers and dates in it, a list its members and its length."""
        if isinstance(value, dt.date):
            self.days.append(value)
        elif isinstance(value, str):
            self._add_text(value)
        elif isinstance(value, (list, tuple, set, dict)):
            self.numbers.append(float(len(value)))
            for member in value.values() if isinstance(value, dict) else value:
                self.add(member)
        elif value is not None and not isinstance(value, bool):
            self._add_number(value)

    def _add_number(self, value) -> None:
        try:
            self.numbers.append(float(value))
        except (TypeError, ValueError):
            self.add(list(value))

    def _add_text(self, text: str) -> None:
        self.texts.append(text)
        for atom in numerals.atoms(text):
            if isinstance(atom, numerals.Number):
                self.numbers.append(atom.value)
            elif isinstance(atom, numerals.Day):
                self.days.append(atom)


@cache
def grounds(reference: str, lesson: str) -> Grounds:
    """The values of one reference, read or computed; raises ReferenceFault with a sentence."""
    kind, _, rest = reference.strip().partition(":")
    if kind == "lesson" and not rest:
        return Grounds(free=True)
    found = Grounds()
    for value in _READERS.get(kind, _cell)(kind, rest, lesson):
        found.add(value)
    found.free = kind == "sources" and "." not in rest
    found.unit = _unit_of(kind, rest) if kind in tables() else ""
    return found


def _cell(table: str, rest: str, _lesson: str) -> list:
    if table not in tables():
        raise ReferenceFault(f"There is no table {table!r}. {_data.nearest(table, tables())} A reference is {KINDS}.")
    key, _, column = rest.rpartition(".")
    row = _row(table, key or rest)
    if column not in row or not key:
        raise ReferenceFault(f"Table {table} has no column {column!r}. {_data.nearest(column, row)}")
    value = row[column]
    # The text of a figure may speak of kilometres where the table has metres.
    return [value, value / 1000] if _unit(table, column) == "metre" and value is not None else [value]


def _row(table: str, key: str) -> dict:
    if key not in keyed(table):
        raise ReferenceFault(f"Table {table} has no row {key!r}. {_data.nearest(key, keyed(table))}")
    return keyed(table)[key]


def _unit_of(table: str, rest: str) -> str:
    key, _, column = rest.rpartition(".")
    return str(_row(table, key).get("unit") or "") if column == "value" else _unit(table, column) or ""


def measure(unit: str) -> str:
    """What sort of thing a unit measures: ``"length"``, ``"area"``, ``"share"`` or, for all else, ``""``."""
    for sort, pattern in _MEASURES.items():
        if re.search(pattern, unit, re.IGNORECASE):
            return sort
    return ""


_MEASURES = {
    "area": r"\bkm2|km²|\bsquare\b",
    "length": r"\bkm\b|kilomet|\bmet(?:re|er)s?\b|\bmiles?\b",
    "share": r"%|per ?cent",
}


def _unit(table: str, column: str) -> str | None:
    fields = _data.resource(table)["schema"]["fields"]
    return next((f.get("unit") for f in fields if f["name"] == column), None)


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """Every table of the data with its key columns."""
    found = (r for r in _data.package()["resources"] if r["path"].endswith(".csv"))
    return {r["name"]: tuple(r["schema"].get("primaryKey", [r["schema"]["fields"][0]["name"]])) for r in found}


@cache
def keyed(table: str) -> dict[str, dict]:
    """Rows of a table by their key, as text; the parts of a double key are joined by a slash."""
    return {"/".join(str(row[column]) for column in tables()[table]): row for row in _data.rows(table)}


def _source(_kind: str, rest: str, _lesson: str) -> list:
    if "." in rest and rest not in keyed("sources"):
        return _cell("sources", rest, _lesson)
    return [_row("sources", rest)["date"]]


def _count(_kind: str, rest: str, _lesson: str) -> list:
    table, _, wanted = rest.partition("?")
    if table not in tables():
        raise ReferenceFault(f"There is no table {table!r}. {_data.nearest(table, tables())}")
    conditions = [_condition(table, part) for part in wanted.split("&") if part]
    return [sum(all(fits(row) for fits in conditions) for row in keyed(table).values())]


def _condition(table: str, text: str):
    match = re.fullmatch(r"\s*(\w+)\s*(<=|>=|=|~)\s*(.*?)\s*", text)
    first = next(iter(keyed(table).values()))
    if not match or match[1] not in first:
        raise ReferenceFault(f"{text!r} is no condition on table {table}. {_CONDITION}")
    column, sign, value = match.groups()
    if sign == "=":
        return lambda row: _as_text(row[column]) == value
    if sign == "~":
        return lambda row: value in _as_text(row[column])
    return lambda row: row[column] is not None and (_as_text(row[column]) <= value) == (sign == "<=")


_CONDITION = "Write column=value; <= and >= compare dates, ~ looks for a part of a text."


def _as_text(value) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _exercise(name: str):
    if name not in exercises():
        raise ReferenceFault(f"There is no exercise {name!r}. {_data.nearest(name, exercises())}")
    return exercises()[name]


def _answer(_kind: str, rest: str, _lesson: str) -> list:
    task = _exercise(rest)
    return [task.expected.get(task.parameters)]


def _wrong(_kind: str, rest: str, _lesson: str) -> list:
    name, _, label = rest.partition("/")
    task = _exercise(name)
    found = [wrong.value.get(task.parameters) for wrong in task.wrong if wrong.name == label]
    if not found:
        raise ReferenceFault(
            f"Exercise {name} has no wrong answer {label!r}. {_data.nearest(label, [w.name for w in task.wrong])}"
        )
    return found


def _parameter(_kind: str, rest: str, _lesson: str) -> list:
    name, _, parameter = rest.partition(".")
    known = _exercise(name).parameters
    if parameter not in known:
        raise ReferenceFault(f"Exercise {name} has no parameter {parameter!r}. It has: {', '.join(known) or 'none'}.")
    return [known[parameter]]


def _computed(_kind: str, rest: str, lesson: str) -> list:
    return [_run(rest, lesson)]


@cache
def _run(expression: str, lesson: str):
    """Value of an expression such as ``depth("Karaleti") - 6.4``: the authors' own code, as lessons are."""
    try:
        # Python puts its built-in names into the mapping that it is given, so each run has its own.
        return eval(expression, {"__builtins__": {"round": round, "len": len}}, _names_for(lesson))
    except NameError as error:
        names = _names_for(lesson)
        raise ReferenceFault(
            f"There is no function {error.name!r} in exercises/lesson_{lesson}.py or in courseutils. "
            f"{_data.nearest(str(error.name), names)}"
        ) from error
    except Exception as error:
        raise ReferenceFault(f"{expression} cannot be computed: {type(error).__name__}: {error}") from error


@cache
def _names_for(lesson: str) -> dict:
    """Functions that a computed reference may call: the lesson's own, the course's, and those of math."""
    import math

    import courseutils

    public = {name: getattr(courseutils, name) for name in courseutils.__all__ if not name.startswith("_")}
    try:
        own = vars(import_module(f"courseutils.exercises.lesson_{lesson}"))
    except ModuleNotFoundError:
        own = {}
    return {"cos": math.cos, "radians": math.radians, "pi": math.pi, **public, **own}


_READERS = {
    "sources": _source,
    "count": _count,
    "answer": _answer,
    "wrong": _wrong,
    "parameter": _parameter,
    "computed": _computed,
}
