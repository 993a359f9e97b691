"""The forms of a lesson's page: where a check cell stands in the notebook, an exercise is answered in the book."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from courseutils.exercises import Exercise, exercise, questions
from courseutils.teach.site import answerdata, runpage
from courseutils.teach.site.markup import raw

_CHECK = re.compile(r'check\("(\d\d-\d+)"')
_HEADING = re.compile(r"^(#+ Exercise (\d\d-\d+)\b)", re.M)
# The way to a hint in the notebook; in the book a button stands above these words.
_STUCK = re.compile(r'Stuck\? Run `hint\("\d\d-\d+"\)`[^.]*\.\s*')
_NO_SCRIPT = "<noscript><p>With JavaScript switched on, this page checks your answer.</p></noscript>"
_NOT_HERE = "<p>This answer is checked in the notebook.</p>"
_PLAIN = 'spellcheck="false" autocapitalize="off" autocomplete="off"'


def asked(source: str) -> Exercise | None:
    """The exercise of a check cell.

    >>> asked('check("05-4", side_of_four_miles)').id
    '05-4'
    """
    found = _CHECK.search(source)
    return exercise(found[1]) if found else None


def for_the_book(source: str) -> str:
    """A text of the lesson with a place to link to before the heading of each exercise, and no word of ``hint()``.

    >>> for_the_book("### Exercise 05-1. Mend the circle").splitlines()[0]
    '(exercise-05-1)='
    >>> for_the_book('Stuck? Run `hint("05-2")` in a cell of its own. Then draw posts and circle on one map.')
    'Then draw posts and circle on one map.'
    """
    return _HEADING.sub(r"(exercise-\2)=\n\1", _STUCK.sub("", source))


def form(task: Exercise, anchor: bool = False) -> str:
    """The form of an exercise; ``anchor``: it is itself the place to link to, for no heading is."""
    place = f'<span id="exercise-{task.id}"></span>' if anchor else ""
    if task.kind not in answerdata.KINDS:
        return raw(place + _NOT_HERE)
    how, fields = _FIELDS[task.kind](task)
    link = runpage.link(task.id)
    if task.kind in _WORKED_OUT:
        here = ", or in Python in this browser, by the link below" if link else ""
        how += f" Code works it out, in the notebook{here}."
    return raw(
        f'{place}<form class="answer" id="answer-{task.id}" data-exercise="{task.id}" novalidate>{_NO_SCRIPT}'
        f'<fieldset aria-describedby="how-{task.id}"><legend>Your answer to {task.id}</legend>'
        f'<p id="how-{task.id}">{how}</p>{fields}<p>{_buttons(task)}</p>'
        '<div class="reply" role="status"></div><div class="hints" role="status"></div></fieldset></form>'
        f"{link}"
    )


def _buttons(task: Exercise) -> str:
    unseen = f'<span class="unseen"> for {task.id}</span>'
    check = (
        "" if task.kind == "written" else f'<button type="submit">Check<span class="unseen"> {task.id}</span></button>'
    )
    hint = f'<button type="button" data-do="hint">Hint 1 of {len(task.hints)}{unseen}</button>'
    return check + (hint if task.hints else "")


def _name(task: Exercise) -> str:
    return f"<code>{escape(task.variable)}</code>"


def _number(task: Exercise) -> tuple[str, str]:
    unit = f'<span class="unseen"> ({escape(task.unit)})</span>' if task.unit else ""
    beside = f' <span aria-hidden="true">{escape(task.unit)}</span>'
    field = (
        f'<p class="pair"><label for="field-{task.id}">Number{unit}</label>'
        f'<span><input type="text" id="field-{task.id}" size="12" maxlength="200" inputmode="decimal" {_PLAIN}>'
        f"{beside}</span></p>"
    )
    return f"Type the number that belongs in {_name(task)}.", field


def _choice(task: Exercise) -> tuple[str, str]:
    fields = "".join(
        f'<label><input type="radio" name="field-{task.id}" value="{escape(option)}">{escape(option)}</label>'
        for option in task.options
    )
    return f"Choose what belongs in {_name(task)}.", fields


def _labels(task: Exercise) -> tuple[str, str]:
    options = '<option value="">choose</option>' + "".join(
        f"<option>{escape(option)}</option>" for option in task.options
    )
    fields = ""
    for number, key in enumerate(task.expected.get(task.parameters)):
        field, text = f"field-{task.id}-{number}", escape(str(key))
        select = f'<select id="{field}" data-key="{text}" autocomplete="off">{options}</select>'
        fields += f'<p class="pair"><label for="{field}">{text}</label>{select}</p>'
    return f"Choose what belongs to each key of {_name(task)}.", fields


def _names(task: Exercise) -> tuple[str, str]:
    ids = any(re.search(r"\d", name) for name in task.expected.get(task.parameters))
    what = "ids" if ids else "names"
    field = (
        f'<label for="field-{task.id}">{what.capitalize()}, separated by commas</label>'
        f'<input type="text" class="long" id="field-{task.id}" maxlength="4000" {_PLAIN}>'
    )
    return f"Type the {what} that belong in {_name(task)}; their order does not matter.", field


def _written(task: Exercise) -> tuple[str, str]:
    field = (
        f'<label for="field-{task.id}">Your text</label><textarea id="field-{task.id}" rows="8" maxlength="20000" '
        f'autocomplete="off" aria-describedby="words-{task.id}"></textarea><p class="words" id="words-{task.id}"></p>'
    )
    limits = f"{task.min_words} to {task.max_words} words" if task.max_words else f"at least {task.min_words} words"
    read_by = "A person reads it with the rubric; here only words are counted."
    return f"Write what belongs in {_name(task)}, {limits}. {read_by}", field


# Answers that are hard to find by reading alone.
_WORKED_OUT = ("number", "names", "places", "states")
_FIELDS: Mapping[str, Callable[[Exercise], tuple[str, str]]] = {
    "number": _number,
    "choice": _choice,
    "labels": _labels,
    "names": _names,
    "places": _names,
    "states": _names,
    "written": _written,
}


def top(tasks: Iterable[Exercise]) -> str:
    """At the top of a lesson: how much of it is done on this device, and the data that its forms need."""
    tasks = list(tasks)
    if not tasks:
        return ""
    # A script of this type is not run; the one sign that could end it early is written as a number.
    data = json.dumps(answerdata.exported(tasks), ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    return raw(f'{so_far(tasks)}<script type="application/json" id="answer-data">{data}</script>')


def so_far(tasks: Iterable[Exercise], link: bool = True) -> str:
    """The line that says how many exercises are done; answerforms.js fills it in."""
    ids = " ".join(task.id for task in tasks)
    more = ' <a href="progress.html">All exercises and what is kept</a>' if link else ""
    return (
        f'<p class="so-far" data-exercises="{ids}"><span class="count"></span>{more}<span class="refused"></span></p>'
    )


def quizzes(lesson: str) -> list[tuple[str, str]]:
    """Id and question of each quiz of a lesson."""
    return [(question.id, question.text) for question in questions().values() if question.id.startswith(lesson)]
