"""The exercises of the course: one declarative file per lesson, read by notebook, book and marker alike.

``lesson_05.toml`` says what is asked, in which variable, with which replies and hints;
``lesson_05.py`` beside it computes the expected values from the data.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import TypeVar

from courseutils._checking import fields
from courseutils._checking.answers import READERS
from courseutils._data import DataError, Plain, nearest
from courseutils._files import read_text
from courseutils._translate import marked, tell

_FOLDER = Path(__file__).resolve().parent
T = TypeVar("T")


class UnknownExercise(Plain, LookupError):
    """No exercise or quiz has that id."""

    def __str__(self) -> str:
        return self.args[0]


_computed: dict[tuple, object] = {}
_computing = RLock()  # notebooks are marked side by side; a computation may ask for another exercise's value


@dataclass(frozen=True)
class Value:
    """A literal answer, or the name of the function that computes it from data."""

    lesson: str
    literal: object = None
    compute: str | None = None

    def get(self, parameters: dict):
        """The value itself, for these parameters; computed once, so that a second answer is checked at once."""
        if self.compute is None:
            return self.literal
        function = self.function()
        key = function, repr(sorted(parameters.items()))
        with _computing:
            if key not in _computed:
                _computed[key] = function(**parameters)
            return _computed[key]

    def function(self) -> Callable:
        """The function that computes it; raises DataError with the nearest names where there is none."""
        home, name = f"courseutils.exercises.lesson_{self.lesson}", self.compute or ""
        try:
            module = import_module(home)
        except ModuleNotFoundError as lost:
            if lost.name != home:
                raise
            raise DataError(f"There is no lesson_{self.lesson}.py, which has to compute {name}.") from lost
        if not callable(found := getattr(module, name, None)):
            own = (other for other, one in vars(module).items() if getattr(one, "__module__", "") == home)
            known = [other for other in own if not other.startswith("_")]
            raise DataError(f"lesson_{self.lesson}.py has no function {name!r}. {nearest(name, known, n=1)}")
        return found


@dataclass(frozen=True)
class Wrong:
    """A likely wrong answer and the reply that it gets."""

    name: str
    value: Value
    reply: str


@dataclass(frozen=True)
class Exercise:
    """One checked task: what is asked for, in which variable, and how it is answered."""

    id: str
    lesson: str
    title: str
    variable: str
    kind: str
    expected: Value
    right: str
    not_yet: str
    hints: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    parameters: dict
    options: tuple[str, ...]
    tolerance: float
    tolerance_percent: float
    unit: str
    min_words: int
    max_words: int
    rubric: tuple[str, ...]
    # Other words for an option, each with the option that it means.
    also: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A quiz question; every option has a reply, exactly one is right."""

    id: str
    text: str
    options: tuple[dict, ...]


N = TypeVar("N", Exercise, Question)


@cache
def definition(lesson: str) -> dict:
    """What the file of a lesson's exercises says, as it stands there; nothing where there is none. Raises DataError."""
    path = _FOLDER / f"lesson_{lesson}.toml"
    try:
        found = tomllib.loads(read_text(path)) if path.is_file() else {}
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path.name} cannot be read: {error}. Mend it there.") from error
    fields.refuse_unknown(path.name, found)
    return found


def _each(lesson: str, kind: str, make: Callable[[str, dict], T]) -> list[T]:
    """What is made of each exercise or quiz question of a lesson's file; what is wrong in one is named."""
    made = []
    for number, row in enumerate(definition(lesson).get(kind, []), start=1):
        where = f"lesson_{lesson}.toml: {kind} {row.get('id', number)}"
        try:
            made.append(make(lesson, row))
        except KeyError as lost:
            raise DataError(f"{where} has no {lost.args[0]}.") from lost
        except _Fault as fault:
            raise DataError(f"{where} {fault}") from fault
    return made


class _Fault(ValueError):
    """What is wrong with an exercise, as the end of a sentence."""


def lessons() -> list[str]:
    """Numbers of the lessons that have exercises, as text: ``["00", "01", …]``."""
    return sorted(path.stem.removeprefix("lesson_") for path in _FOLDER.glob("lesson_*.toml"))


def _value(lesson: str, row: dict, literal: str) -> Value:
    if not {"compute", literal} & set(row):
        raise _Fault(f"has neither compute nor {literal}: name the function that gives it, or write it down.")
    return Value(lesson, row.get(literal), row.get("compute"))


def _check_kind(row: dict) -> None:
    """A kind that there is, and what this kind needs."""
    kind = row["kind"]
    if kind not in READERS:
        raise _Fault(f"has the kind {kind!r}, which there is not. {nearest(kind, READERS, n=1)}")
    if kind in ("choice", "labels") and not row.get("options"):
        raise _Fault(f"has no options, and its kind is {kind}.")


def _exercise(lesson: str, row: dict) -> Exercise:
    _check_kind(row)
    wrong = (Wrong(w["name"], _value(lesson, w, "value"), w["reply"]) for w in row.get("wrong", []))
    return Exercise(
        id=row["id"],
        lesson=lesson,
        title=row["title"],
        variable=row["variable"],
        kind=row["kind"],
        expected=Value(lesson) if row["kind"] == "written" else _value(lesson, row, "answer"),
        right=row.get("right", ""),
        not_yet=row.get("not_yet", ""),
        hints=tuple(row.get("hints", [])),
        wrong=tuple(wrong),
        parameters=row.get("parameters", {}),
        options=tuple(row.get("options", [])),
        tolerance=row.get("tolerance", 0.0),
        tolerance_percent=row.get("tolerance_percent", 0.0),
        unit=row.get("unit", ""),
        min_words=row.get("min_words", 0),
        max_words=row.get("max_words", 0),
        rubric=tuple(row.get("rubric", [])),
        also=row.get("also", {}),
    )


def _question(lesson: str, row: dict) -> Question:
    asked = Question(row["id"], row["question"], tuple(row["option"]))
    for option in asked.options:
        option["text"], option["reply"]  # one that lacks is named now, not when a student chooses it
    return asked


def _by_id(found: list[N]) -> dict[str, N]:
    known: dict[str, N] = {}
    for one in found:
        if one.id in known:
            raise DataError(f"Two exercises or quiz questions have the id {one.id}. Give one of them the next number.")
        known[one.id] = one
    return known


@cache
def exercises() -> dict[str, Exercise]:
    """All exercises of the course by id, in order."""
    return _by_id([task for n in lessons() for task in _each(n, "exercise", _exercise)])


def tasks_of(lesson: str) -> list[Exercise]:
    """The exercises of a lesson such as ``"05"``, in order."""
    return [task for task in exercises().values() if task.lesson == lesson]


@cache
def questions() -> dict[str, Question]:
    """All quiz questions of the course by id, in order."""
    return _by_id([asked for n in lessons() for asked in _each(n, "quiz", _question)])


def exercise(exercise_id: str) -> Exercise:
    """One exercise by id such as ``"05-2"``; raises UnknownExercise with the nearest ids."""
    return _pick(exercises(), exercise_id, _NO_EXERCISE)


def question(question_id: str) -> Question:
    """One quiz question by id such as ``"05-q1"``; raises UnknownExercise with the nearest ids."""
    return _pick(questions(), question_id, _NO_QUESTION)


# While notebooks are marked there are none; the id is no text; it is not known.
_NO_EXERCISE = (
    marked("There is no exercise here: while notebooks are marked, answers are looked at elsewhere."),
    marked('Write the id of the exercise first, in quotation marks, such as "{id}".'),
    marked("There is no exercise {id}. {nearest}"),
)
_NO_QUESTION = (
    marked("There is no quiz question here: while notebooks are marked, answers are looked at elsewhere."),
    marked('Write the id of the quiz question first, in quotation marks, such as "{id}".'),
    marked("There is no quiz question {id}. {nearest}"),
)


def _pick(known: dict, key, sentences: tuple[str, str, str]):
    none, no_text, unknown = sentences
    if not known:
        raise UnknownExercise(tell(none))
    if not isinstance(key, str):
        raise UnknownExercise(tell(no_text, id=next(iter(known))))
    if key not in known:
        meant = _in_full(key)
        raise UnknownExercise(tell(unknown, id=repr(key), nearest=nearest(meant, known, n=1 if meant in known else 3)))
    return known[key]


def _in_full(key: str) -> str:
    """The id as the course writes it: "00-1" for "0-1" and for "0-01"; another text as it is."""
    match = re.fullmatch(r"0*([0-9])[-_ .](q?)0*([1-9])", key.strip().lower())
    return f"0{match[1]}-{match[2]}{match[3]}" if match else key
