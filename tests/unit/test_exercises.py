"""Every exercise: its own answer is right, each likely wrong answer gets its own reply, three hints, a free variable."""

from collections import Counter

import pytest

from courseutils.checks import NOT_YET, RIGHT, WRITTEN, answer_to
from courseutils.exercises import UnknownExercise, exercise, exercises, questions

CHECKED = [e for e in exercises().values() if e.kind != "written"]
WRONG = [(e, w) for e in CHECKED for w in e.wrong]


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


@pytest.mark.parametrize(("task", "wrong"), WRONG, ids=lambda x: getattr(x, "id", getattr(x, "name", "")))
def test_a_likely_wrong_answer_gets_its_own_reply(task, wrong):
    reply = answer_to(task, wrong.value.get(task.parameters))
    assert (reply.state, reply.message) == (NOT_YET, wrong.reply)


@pytest.mark.parametrize("task", CHECKED, ids=lambda e: e.id)
def test_replies_hints_and_wrong_answers_are_complete(task):
    assert task.right and task.not_yet
    assert len(task.hints) == 3 and len(set(task.hints)) == 3
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
