"""Lesson 0: its table of errors has a row for what Python really says to a beginner, and sends none of it to the doctor."""

import re

import pytest

from courseutils import load_places, load_table
from courseutils.teach import build

TABLE = load_table("claims")
PLACES = load_places()
LESSON = build.root() / "lessons" / "00_check_your_machine.py"
GERMAN = LESSON.parent / "de" / LESSON.name
# What beginners type, and a word of the advice that they need
SLIPS = [
    ("disputed", "quotation marks"),
    ("“disputed”", "Quotation marks are straight"),
    ('"disputed', "come in pairs"),
    ('TABLE["Type"]', "Capital letters count"),
    ('TABLE[TABLE["type"] == "fact" and TABLE["contested"]]', "not `and`"),
    ('TABLE["type"] == "fact" & TABLE["contested"]', "round brackets round each comparison"),
    ('PLACES["lat"] > 42 & PLACES["lon"] > 44', "round brackets round each comparison"),
    ("len(5)", "Read its last line"),
    ('int("six")', "Read its last line"),
]


def rows(path) -> dict[str, str]:
    """What a student sees, and what to do."""
    found = re.findall(r"(?m)^# \| (.+?) \| (.+) \|$", path.read_text(encoding="utf-8"))
    return {seen: advice for seen, advice in found if set(seen) - set("-: ")}


def advice_on(error: BaseException, table: dict[str, str]) -> str:
    """The advice of the first row that has a word of the message, or else the name of the error."""
    said = f"{type(error).__name__}: {error}"
    pieces = {seen: re.findall(r"`([^`]+)`", seen) for seen in table}
    of_words = [seen for seen, words in pieces.items() if any(w in str(error) for w in words)]
    of_name = [seen for seen, words in pieces.items() if any(w in said for w in words)]
    return table[(of_words or of_name)[0]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:'and' operations")
@pytest.mark.parametrize(("typed", "advice"), SLIPS)
def test_an_error_of_a_beginner_has_a_row(typed, advice):
    with pytest.raises(Exception) as raised:  # which one, Python decides
        eval(typed)
    assert advice in advice_on(raised.value, rows(LESSON))
    advice_on(raised.value, rows(GERMAN))


@pytest.mark.parametrize("path", [LESSON, GERMAN], ids=["en", "de"])
def test_only_the_last_row_sends_to_the_doctor(path):
    advice = list(rows(path).values())
    assert [i for i, text in enumerate(advice) if "doctor" in text] == [len(advice) - 1]
    assert not re.search("(?i)something else|etwas anderes$", list(rows(path))[-1])


def test_an_old_answer_is_explained_in_the_table():
    assert "your answer from before" in rows(LESSON)["A reply to an answer that you have changed"]
