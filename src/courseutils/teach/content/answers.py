"""Checks on the answers in the exercises' files: functions are there and take the parameters; texts can be read."""

import inspect
from collections.abc import Iterator

from courseutils._checking.answers import CannotTell, NotAttempted, read
from courseutils._data import DataError
from courseutils.exercises import Exercise, Value, tasks_of


def problems(lesson: str) -> list[str]:
    """Sentences about answers of a lesson that a check could not compute or read; nothing is computed."""
    return [
        f"lesson_{lesson}.toml: exercise {task.id}{which}: {said}"
        for task in tasks_of(lesson)
        for which, value in _values(task)
        if (said := _fault(task, value))
    ]


def _values(task: Exercise) -> Iterator[tuple[str, Value]]:
    if task.kind != "written":
        yield "", task.expected
    yield from ((f", wrong answer {wrong.name!r}", wrong.value) for wrong in task.wrong)


def _fault(task: Exercise, value: Value) -> str:
    """What is wrong with a value, empty if nothing is."""
    try:
        if value.compute is None:
            read(value.literal, task)
        else:
            inspect.signature(value.function()).bind(**task.parameters)
    except (DataError, CannotTell) as problem:
        return str(problem)
    except NotAttempted:
        return "an empty text is no answer."
    except TypeError as problem:  # what bind says: a parameter that lacks, or one too many
        return f"{value.compute} and the parameters do not fit: {problem}."
    return ""
