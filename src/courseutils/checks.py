"""Check an answer, ask for a hint, see your progress.

An answer is *right*, *not yet*, *not attempted*, or the check *cannot tell* because the answer
is of another type than the exercise needs. Nothing leaves this computer.
"""

import html
import math
import re
from dataclasses import dataclass, replace

from courseutils._brief.text import count_words
from courseutils._checking import answers, journal
from courseutils._data import marking, nearest
from courseutils._sentences import say
from courseutils._translate import lang, marked, plural, tell, tr
from courseutils.exercises import Exercise, UnknownExercise, Wrong, exercise, exercises

# The states are kept and marked by these words in every language; they are translated where they are shown.
RIGHT, NOT_YET, CANNOT_TELL = marked("right"), marked("not yet"), marked("cannot tell")
NOT_ATTEMPTED = marked("not attempted")
# A text within its limits: no program says whether it is right.
WRITTEN = marked("written")
_SILENT = "This notebook is being marked; nothing is checked inside it."
_MARKS = {RIGHT: "#1a7f37", NOT_YET: "#b35900", NOT_ATTEMPTED: "#6e7781", WRITTEN: "#0969da", CANNOT_TELL: "#b35900"}


@dataclass(frozen=True)
class Reply:
    """What the check says: the state and a sentence. A notebook shows it as a framed note."""

    exercise: str
    state: str
    message: str
    # What was read, for short answers: an old value may still stand in the variable.
    given: str = ""

    def __repr__(self) -> str:
        return f"{self.exercise}, {tr(self.state)}: {self.message}{self._given()}"

    def _given(self) -> str:
        said = tell("Your answer: {given}", given=self.given)
        return f" ({said})" if self.given else ""

    def _repr_html_(self) -> str:
        # The state stands in the heading; a message that begins with it need not say it twice.
        again = rf"^(?:Right|{re.escape(tr(RIGHT))})[.:] *"
        words = re.sub(again, "", self.message, flags=re.I) if self.state == RIGHT else self.message
        words = html.escape(words[:1].upper() + words[1:] + self._given())
        style = f"border-left:6px solid {_MARKS[self.state]};padding:.3em .8em;margin:.4em 0"
        head = f"<strong>{html.escape(self.exercise)}: {tr(self.state)}.</strong>"
        return f'<div role="status"{lang()} style="{style}">{head} {words}</div>'


def check(exercise_id: str, answer=...) -> Reply:
    """Compare an answer with what the data give; returns a Reply and notes it in your progress.

    A right answer in another form (list or set, 15 or 15.0, another spelling of a place) is right.
    Raises UnknownExercise with the nearest ids when there is no such exercise. Source of the
    expected values: the kit's own tables and layers.

    >>> from courseutils import check
    >>> check("05-2", ...).state
    'not attempted'
    """
    if marking():
        return Reply(str(exercise_id), NOT_ATTEMPTED, _SILENT)
    if isinstance(answer, str) and answer in exercises() and not _is_id(exercise_id):
        said = marked('Write the id first, then your answer: check("{id}", {answer}).')
        raise UnknownExercise(tell(said, id=answer, answer=repr(exercise_id)))
    task = exercise(exercise_id)
    reply = answer_to(task, answer)
    if reply.state == NOT_YET and task.parameters:
        reply = replace(reply, message=f"{reply.message} {_checked_for(task.parameters)}")
    saved = journal.record("check", exercise_id, reply.state)
    return reply if saved else replace(reply, message=f"{reply.message} {tr(journal.NOT_SAVED)}")


def _checked_for(parameters: dict) -> str:
    """For which values the check is: a notebook may hold others, with which another answer would be right."""
    values = ", ".join(f"{name} = {_as_typed(value)}" for name, value in parameters.items())
    return tell("(The check is for {values}: set changed values back first.)", values=values)


def _as_typed(value) -> str:
    """As the lesson has it: a text in quotation marks, a long number with its thousands apart."""
    return f'"{value}"' if isinstance(value, str) else f"{value:_}" if value >= 10_000 else str(value)


def _is_id(name) -> bool:
    return isinstance(name, str) and name in exercises()


def answer_to(task: Exercise, answer, parameters: dict | None = None) -> Reply:
    """The reply to an answer, computed with the exercise's own parameters or with others; saves nothing."""
    values = {**task.parameters, **(parameters or {})}
    try:
        given = answers.read(answer, task)
    except answers.NotAttempted:
        return Reply(task.id, NOT_ATTEMPTED, say("blank", variable=task.variable))
    except answers.CannotTell as problem:
        return Reply(task.id, CANNOT_TELL, say("cannot_tell", variable=task.variable, problem=problem))
    state, message = _judge(task, given, values)
    return Reply(task.id, state, message, _short(given, task))


def _short(given, task: Exercise) -> str:
    """A number, a choice, a day or the beginning of a list as it was read; nothing for longer answers."""
    if isinstance(given, frozenset):
        listed = ", ".join(sorted(answers.named(given, task)))
        return listed if len(listed) <= 60 else f"{listed[:59]}…"
    if isinstance(given, float):
        return f"{given:.6g}"
    if isinstance(given, bool):
        return tr("yes") if given else tr("no")
    return str(given) if len(str(given)) < 40 and not isinstance(given, dict) else ""


def _judge(task: Exercise, given, values: dict) -> tuple[str, str]:
    if task.kind == "written":
        return _count_words(task, given)
    expected = answers.read(task.expected.get(values), task)
    # A likely wrong answer may lie within the tolerance, such as a figure that was read and not measured.
    exact = task.kind != "number" or math.isclose(given, expected, rel_tol=0.001)
    right = answers.same(given, expected, task)
    wrong = None if right and exact else _likely(task, given, values, closely=right)
    if right and not wrong:
        return RIGHT, tr(task.right)
    if wrong:
        return NOT_YET, tr(wrong.reply)
    return NOT_YET, " ".join(filter(None, [tr(task.not_yet), _how_far(task, given, expected)]))


def _likely(task: Exercise, given, values: dict, closely: bool) -> Wrong | None:
    """The likely wrong answer that this one is; ``closely``: without the tolerance of the exercise."""
    known = ((wrong, answers.read(wrong.value.get(values), task)) for wrong in task.wrong)
    return next((wrong for wrong, value in known if _is_that(given, value, task, closely)), None)


def _is_that(given, likely, task: Exercise, closely: bool) -> bool:
    """A likely wrong set of labels may name only the labels that matter."""
    if task.kind == "labels":
        return all(given.get(key) == label for key, label in likely.items())
    # Another way to measure gives a little else, which in metres is more than the tolerance in kilometres.
    near = task.kind == "number" and math.isclose(given, likely, rel_tol=0.001)
    return near or (not closely and answers.same(given, likely, task))


def _how_far(task: Exercise, given, expected) -> str:
    """How much of a collection fits, without naming what is missing."""
    if task.kind == "labels":
        return _labels_fit(given, expected)
    if isinstance(expected, frozenset) and not given:
        return say("no_names")
    if isinstance(expected, frozenset):
        fit, extra = len(given & expected), len(given - expected)
        return say("names_fit", fit=fit, all=len(expected), extra=extra)
    return ""


def _labels_fit(given: dict, expected: dict) -> str:
    """How many labels fit; what is still open, or a key that is misspelt."""
    fit = sum(given.get(key) == label for key, label in expected.items())
    still = [key for key in expected if key not in given]
    told = say("labels_fit", fit=fit, all=len(expected))
    if key := next((key for key in given if key not in expected), ""):
        return f"{told} {say('no_label', key=repr(key[:40]), nearest=nearest(key, still or expected))}"
    return say("labels_open", fit=fit, all=len(expected), open=len(still)) if still else told


def _count_words(task: Exercise, text: str) -> tuple[str, str]:
    count = count_words(text)  # as in a brief: marks such as [1] are no words
    words = plural("{count} word", "{count} words", count)
    if count < task.min_words:
        return NOT_YET, say("too_short", words=words, least=task.min_words)
    if task.max_words and count > task.max_words:
        return NOT_YET, say("too_long", words=words, most=task.max_words)
    if len(set(text.casefold().split())) < task.min_words / 3:
        return NOT_YET, say("repeats")
    return WRITTEN, say("within", words=words, read_by=tr(task.right) or say("read_by"))


@dataclass(frozen=True)
class Hint:
    """One step of the hint ladder."""

    exercise: str
    step: int
    steps: int
    text: str

    def __repr__(self) -> str:
        if not self.steps:
            return self.text
        head = tell("Hint {step} of {steps} for {exercise}", step=self.step, steps=self.steps, exercise=self.exercise)
        return f"{head}: {self.text}"


def hint(exercise_id: str) -> Hint:
    """The next hint of three, from a nudge to the line with one blank; the last one repeats.

    Raises UnknownExercise with the nearest ids when there is no such exercise.

    >>> from courseutils import hint
    >>> hint("05-2").steps
    3
    """
    if marking():
        return Hint(str(exercise_id), 0, 0, _SILENT)
    task = exercise(exercise_id)
    if not task.hints:
        return Hint(task.id, 0, 0, tr("Read the rubric above the task: it says what a good answer holds."))
    step = min(journal.count("hint", exercise_id) + 1, len(task.hints))
    journal.record("hint", exercise_id, str(step))
    return Hint(task.id, step, len(task.hints), tr(task.hints[step - 1]))


@dataclass(frozen=True)
class Progress:
    """Your state in every exercise, kept in your workbook folder only."""

    rows: tuple[tuple[str, str, str], ...]

    def __repr__(self) -> str:
        rows = [(id, tr(title), tr(state)) for id, title, state in self.rows]
        width = max([14, *(len(state) for _, _, state in rows)])
        return "\n".join([f"{self._head()}.", *(f"{id:6} {state:{width}} {title}" for id, title, state in rows)])

    def _head(self) -> str:
        done = sum(state in (RIGHT, WRITTEN) for _, _, state in self.rows)
        return tell("{done} of {all} exercises right or written", done=done, all=len(self.rows))

    def _repr_html_(self) -> str:
        columns = (tr("Exercise"), tr("Title"), tr("State"))
        head = "".join(f"<th scope='col' style='text-align:left'>{column}</th>" for column in columns)
        body = "".join(
            f"<tr><td>{id}</td><td style='text-align:left'>{html.escape(tr(title))}</td><td>{tr(state)}</td></tr>"
            for id, title, state in self.rows
        )
        caption = f"<caption>{self._head()}</caption>"
        return f"<table{lang()}>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def progress() -> Progress:
    """Your state in every exercise: once right stays right, else the last answer counts.

    >>> from courseutils import progress
    >>> progress().rows[0][0]
    '00-1'
    """
    # A file that came from elsewhere may hold any word.
    states = {id: state for id, state in journal.states().items() if state in _MARKS}
    return Progress(tuple((e.id, e.title, states.get(e.id, NOT_ATTEMPTED)) for e in exercises().values()))
