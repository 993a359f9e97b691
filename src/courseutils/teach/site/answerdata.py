"""What a page of the book needs to judge answers as ``check`` does: plain data, one dictionary for each lesson.

``static/answers.js`` is the other end; a test asks both the same thousands of answers.
"""

from collections.abc import Callable, Iterable, Mapping

from courseutils import places
from courseutils._checking import answers
from courseutils._lookup import names, states
from courseutils._sentences import SENTENCES
from courseutils.exercises import Exercise

# Kinds that a page can ask for; an exercise of another kind is checked in the notebook only.
KINDS = ("number", "choice", "labels", "names", "places", "states", "written")


def exported(tasks: Iterable[Exercise]) -> dict:
    """The data for the exercises of one page.

    >>> from courseutils.exercises import exercise
    >>> exported([exercise("05-4")])["exercises"]["05-4"]["expected"]
    'cannot tell'
    """
    asked = [task for task in tasks if task.kind in KINDS]
    kinds = {task.kind for task in asked}
    found: dict = {"say": _said(), "exercises": {task.id: _exercise(task) for task in asked}}
    for kind, tables in _TABLES.items():
        if kind in kinds:
            found |= tables()
    return found


def _said() -> dict[str, str]:
    """The sentences as a page says them."""
    return {name: SENTENCES.get(f"{name}_on_page", text) for name, text in SENTENCES.items() if "_on_page" not in name}


def _exercise(task: Exercise) -> dict:
    told = {key: getattr(task, key) for key in ("kind", "variable", "right", "not_yet", "hints")}
    more: Callable = {"written": _written, "number": _number}.get(task.kind, _words)
    checked = {} if task.kind == "written" else _judged(task)
    return told | more(task) | checked


def _written(task: Exercise) -> dict:
    return {"least": task.min_words, "most": task.max_words}


def _number(task: Exercise) -> dict:
    forms = answers.unit_forms(task.unit)
    units = [form for form in forms if form]
    return {"tolerance": task.tolerance, "percent": task.tolerance_percent, "units": units, "unit": task.unit}


def _words(task: Exercise) -> dict:
    return {"options": task.options, "also": task.also}


def _judged(task: Exercise) -> dict:
    """What is expected and what is likely wrong, in the plain form that answers are read into."""

    def plain(value):
        read = answers.read(value.get(task.parameters), task)
        return sorted(read) if isinstance(read, frozenset) else read

    wrong = [{"value": plain(wrong.value), "reply": wrong.reply} for wrong in task.wrong]
    return {"expected": plain(task.expected), "wrong": wrong}


def _places() -> dict:
    """Every spelling of every place, as ``place`` looks them up, and which of them it offers for a misspelt one."""
    proper, other, latin = places.spellings()
    order = list(places.gazetteer())
    tables = {"proper": proper, "other": other, "latin": latin}
    found = {name: {key: sorted(ids, key=order.index) for key, ids in table.items()} for name, table in tables.items()}
    named = {place_id: p.name for place_id, p in places.gazetteer().items()}
    near = _by_key(places.offered())
    return {"places": found | {"names": named, "near": near, "areas": list(states.spellings())}} | _letters()


def _states() -> dict:
    found = {key: min(ids) for key, ids in states.spellings().items()}
    return {"states": {"names": found, "near": _by_key(states.offered())}} | _letters()


def _by_key(offered: Mapping[str, str]) -> dict[str, str]:
    return {names.transliterate(spelling): name for spelling, name in offered.items()}


def _letters() -> dict:
    """Letters that count as another one, and the Latin ones for those of other scripts."""
    same, latin = ({chr(code): to for code, to in table.items()} for table in (names.SAME, names.LATIN))
    return {"same": same, "letters": latin}


_TABLES: Mapping[str, Callable[[], dict]] = {"places": _places, "states": _states}
