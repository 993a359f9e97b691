"""Ids that are misspelt, swapped or without quotation marks get one sentence, also in a notebook."""

import subprocess
import sys

import pytest

from courseutils import check, hint, quiz
from courseutils.exercises import UnknownExercise, exercises
from courseutils.places import gazetteer

WRITTEN = next(e for e in exercises().values() if e.kind == "written")
SLIPS = {
    "check('05_2', 1)": "Did you mean 05-2",
    "check('0-1', 6)": "Did you mean 00-1?",
    "check('0-01', 6)": "Did you mean 00-1?",
    "hint('5.2')": "Did you mean 05-2?",
    "quiz('5-Q1')": "Did you mean 05-q1?",
    "check(0-1, 1)": "in quotation marks",
    "check(6, '00-1')": 'check("00-1", 6)',
    "check('Gori', '00-1')": "'Gori'",
    "hint(00-1)": "in quotation marks",
    "quiz('05-q9')": "Did you mean 05-q",
}


@pytest.mark.parametrize("call", SLIPS)
def test_a_slip_gets_a_sentence(call):
    with pytest.raises(UnknownExercise) as raised:
        eval(call, {"check": check, "hint": hint, "quiz": quiz})
    assert SLIPS[call] in str(raised.value)


# Right for other values of the parameters than those that the check is for
CHANGED = [
    ("05-1", {"radius_km": 10}, 'centre = "Tskhinvali", radius_km = 15'),
    ("05-2", {"radius_km": 30}, 'centre = "Tskhinvali", radius_km = 15'),
    ("05-3", {"post": "Variani"}, 'post = "Karaleti"'),
    ("03-6", {"scale": 1_000_000}, "scale = 10_000_000"),
    ("06-1", {"territory": "Abkhazia", "day": "2012-07-03"}, 'territory = "South Ossetia", day = "2016-06-07"'),
]


@pytest.mark.parametrize(("name", "other", "said"), CHANGED)
def test_a_reply_says_for_which_values_the_check_is(name, other, said):
    task = exercises()[name]
    reply = check(name, task.expected.get({**task.parameters, **other}))
    assert reply.state == "not yet"
    assert reply.message.endswith(f" (The check is for {said}: set changed values back first.)")


@pytest.mark.parametrize("name", ["05-1", "05-4", "01-3"])
def test_nothing_is_said_of_values_that_do_not_matter(name):
    task = exercises()[name]
    assert "The check is for" not in repr([check(name, task.expected.get(task.parameters)), check(name, ...)])
    assert task.parameters or "The check is for" not in check(name, task.options[0]).message


def test_a_reply_tells_what_was_true_of_the_values_that_it_is_about():
    said = {name: check(name, exercises()[name].expected.get(other)).message for name, other, _ in CHANGED[3:4]}
    assert said["03-6"].startswith("At 1 to 10 million")
    assert check("05-3", 9.0 - 0.12).message.startswith("Too long for Karaleti.")
    assert "recognised South Ossetia at any time" in check("06-1", 6).message


def test_the_list_that_was_read_is_shown_and_a_long_one_is_cut():
    assert repr(check("05-2", ["Variani", "Ergneti"])).endswith("(Your answer: Ergneti, Variani)")
    assert check("07-1", ["EU", "osce"]).given == "European Union, OSCE"
    long = check("02-1", list(gazetteer())[:40]).given
    assert len(long) == 60 and long.endswith("…")
    assert check("05-2", []).given == ""


def test_every_exercise_has_something_to_say_when_asked_for_a_hint():
    assert all(len(hint(name).text) > 20 for name in exercises())


def test_a_notebook_shows_the_sentence_alone():
    code = "from IPython.core.interactiveshell import InteractiveShell as S\nS().run_cell('from courseutils import check; check(1)')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    shown = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert len(shown) == 1 and "in quotation marks" in shown[0]
