"""Does a sentence name an expected value? Pages of feedback are passed on, so none of their sentences may."""

import re
from functools import cache

from courseutils._checking import answers
from courseutils.exercises import Exercise, exercise

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Of these kinds the possible answers stand in the task itself, and a sentence cannot help using their words.
_OPEN = ("choice", "yes_no", "labels", "written")


def names_answer(exercise_id: str, text: str) -> bool:
    """Does the text hold the expected number or date, or any one of the expected places, states or names?

    >>> names_answer("05-2", "One post is missing: Variani."), names_answer("05-2", "Look at the map below.")
    (True, False)
    """
    task = exercise(exercise_id)
    if task.kind in _OPEN:
        return False
    expected = _expected(exercise_id)
    if isinstance(expected, float):
        return any(_same(number, expected, task) for number in _NUMBER.findall(text))
    return any(re.search(rf"\b{re.escape(word)}\b", text.casefold()) for word in _words(expected))


@cache
def _expected(exercise_id: str):
    task = exercise(exercise_id)
    return answers.read(task.expected.get(task.parameters), task)


def _same(number: str, expected: float, task: Exercise) -> bool:
    return answers.same(float(number.replace(",", "")), expected, task)


def _words(expected) -> list[str]:
    if isinstance(expected, frozenset):
        return [str(item).casefold() for item in expected if len(str(item)) > 1]
    if hasattr(expected, "strftime"):
        return [expected.isoformat(), f"{expected.day} {expected:%B %Y}".casefold()]
    return [str(expected).casefold()]
