"""Ids that are misspelt, swapped or without quotation marks get one sentence, also in a notebook."""

import subprocess
import sys

import pytest

from courseutils import check, hint, quiz
from courseutils.exercises import UnknownExercise, exercises

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


def test_every_exercise_has_something_to_say_when_asked_for_a_hint():
    assert all(len(hint(name).text) > 20 for name in exercises())


def test_a_notebook_shows_the_sentence_alone():
    code = "from IPython.core.interactiveshell import InteractiveShell as S\nS().run_cell('from courseutils import check; check(1)')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    shown = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert len(shown) == 1 and "in quotation marks" in shown[0]
