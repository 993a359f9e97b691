"""Every exercise: its own answer is right, each likely wrong answer gets its own reply, three hints, a free variable."""

import re
from collections import Counter
from pathlib import Path

import pytest

from courseutils.checks import CANNOT_TELL, NOT_ATTEMPTED, NOT_YET, RIGHT, WRITTEN, answer_to
from courseutils.exercises import UnknownExercise, exercise, exercises, questions

CHECKED = [e for e in exercises().values() if e.kind != "written"]
WRONG = [(e, w) for e in CHECKED for w in e.wrong]
LESSONS = sorted((Path(__file__).resolve().parents[2] / "lessons").glob("[0-9]*.py"))


def other_forms(answer) -> list:
    """The same answer as another student would write it."""
    if isinstance(answer, bool):
        return [answer, "yes" if answer else "no"]
    if isinstance(answer, (int, float)):
        return [answer, float(answer), str(float(answer))]
    if isinstance(answer, str):
        return [answer, f" {answer} ", answer.upper()]
    if isinstance(answer, dict):
        return [answer, {str(k): v for k, v in answer.items()}]
    return [list(answer), tuple(answer), set(answer), list(answer)[::-1], [name.upper() for name in answer]]


@pytest.mark.parametrize("task", CHECKED, ids=lambda e: e.id)
def test_the_computed_answer_is_right_in_every_form(task):
    expected = task.expected.get(task.parameters)
    forms = other_forms(expected) if not hasattr(expected, "year") else [expected, expected.isoformat()]
    assert [answer_to(task, form).state for form in forms] == [RIGHT] * len(forms)
    assert answer_to(task, expected).message == task.right


@pytest.mark.parametrize("task", exercises().values(), ids=lambda e: e.id)
def test_a_blank_is_not_attempted_and_no_one_can_tell_from_an_object(task):
    assert answer_to(task, ...).state == NOT_ATTEMPTED
    assert answer_to(task, object()).state == CANNOT_TELL


@pytest.mark.parametrize(("task", "wrong"), WRONG, ids=lambda x: getattr(x, "id", getattr(x, "name", "")))
def test_a_likely_wrong_answer_gets_its_own_reply(task, wrong):
    given = wrong.value.get(task.parameters)
    reply = answer_to(task, given)
    assert (reply.state, reply.message) == (NOT_YET, wrong.reply)
    if task.kind == "labels":  # some wrong labels among right ones
        mixed = answer_to(task, {**task.expected.get(task.parameters), **given})
        assert (mixed.state, mixed.message) == (NOT_YET, wrong.reply)


@pytest.mark.parametrize("task", CHECKED, ids=lambda e: e.id)
def test_replies_hints_and_wrong_answers_are_complete(task):
    assert task.right and task.not_yet
    assert len(task.hints) == 3 and len(set(task.hints)) == 3
    assert len(re.findall(r"_{4,}", task.hints[-1])) >= 1
    replies = [task.right, task.not_yet, *(w.reply for w in task.wrong)]
    assert len(set(replies)) == len(replies)
    assert len(task.wrong) >= (1 if task.lesson == "00" else 2)


@pytest.mark.parametrize("task", [e for e in exercises().values() if e.kind == "written"], ids=lambda e: e.id)
def test_a_written_answer_has_limits_and_three_levels(task):
    assert 0 < task.min_words < task.max_words
    assert len(task.rubric) == 3
    text = " ".join(f"word{n}" for n in range(task.min_words))
    assert answer_to(task, text).state == WRITTEN
    assert answer_to(task, "word " * task.min_words).state == NOT_YET
    assert answer_to(task, "word").state == NOT_YET


@pytest.mark.parametrize("asked", questions().values(), ids=lambda q: q.id)
def test_a_quiz_has_one_right_option_and_a_reply_to_each(asked):
    assert sum(bool(o.get("right")) for o in asked.options) == 1
    assert len({o["reply"] for o in asked.options}) == len(asked.options) >= 3


def test_no_variable_is_used_twice():
    assert [name for name, n in Counter(e.variable for e in exercises().values()).items() if n > 1] == []


@pytest.mark.parametrize("lesson", sorted({e.lesson for e in exercises().values()} - {"00"}))
def test_a_lesson_has_four_checked_exercises_a_quiz_and_a_written_answer(lesson):
    kinds = [e.kind for e in exercises().values() if e.lesson == lesson]
    assert len(kinds) - kinds.count("written") >= 4
    assert kinds.count("written") >= 1
    assert any(q.id.startswith(lesson) for q in questions().values())


def test_an_unknown_id_gets_the_nearest():
    with pytest.raises(UnknownExercise, match="05-2"):
        exercise("05_2")


@pytest.mark.parametrize("key", ["05-2", 5])
def test_where_there_are_no_exercises_it_is_said_why(monkeypatch, key):
    monkeypatch.setattr("courseutils.exercises.exercises", dict)
    with pytest.raises(UnknownExercise, match="while notebooks are marked") as raised:
        exercise(key)
    assert "Known names" not in str(raised.value)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_exercises_are_declared_in_the_order_of_the_lesson(path):
    declared = [e.id for e in exercises().values() if e.lesson == path.stem[:2]]
    asked = re.findall(r'(?m)^check\("(\d\d-\d)"', path.read_text(encoding="utf-8"))
    assert list(dict.fromkeys(asked)) == declared
