"""What a check calls right hangs on the value alone: not on its type, its order, its spelling or the language."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tries import tries

from courseutils._checking.answers import CannotTell, read
from courseutils._data import rows
from courseutils.checks import NOT_YET, RIGHT, answer_to
from courseutils.exercises import Exercise, Value, exercises

NUMBERS = [task for task in exercises().values() if task.kind == "number"]


def task(kind: str, expected, **other) -> Exercise:
    """A made-up exercise of one kind."""
    plain = dict.fromkeys(("right", "not_yet", "unit"), "") | dict.fromkeys(("hints", "wrong", "options", "rubric"), ())
    plain |= dict.fromkeys(("tolerance", "tolerance_percent", "min_words", "max_words"), 0)
    named = {"id": "99-1", "lesson": "99", "title": "", "variable": "mine", "parameters": {}}
    return Exercise(**{**plain, **named, "kind": kind, "expected": Value("99", expected), **other})


def forms(number: Decimal) -> list:
    """One number in every form in which an answer may come."""
    text = f"{number:f}"
    written = [text, f" {text} ", f"{text} km", text.replace("-", "\u2212")]
    # Three digits after a comma may be thousands; then the check asks.
    written += [text.replace(".", ",")] if len(text.partition(".")[2]) != 3 else []
    made = [float(number), number, Fraction(number), np.float64(text), np.array(float(text)), np.array([float(text)])]
    whole = (
        [int(number), np.int64(int(number)), np.array([int(number)])] if number == number.to_integral_value() else []
    )
    return [*written, *made, *whole, pd.Series([float(text)]).iloc[0]]


SMALL = st.decimals(-100_000, 100_000, places=2) | st.integers(-100_000, 100_000).map(Decimal)


@tries(150)
@given(SMALL, SMALL, st.sampled_from([Decimal(0), Decimal("0.05"), Decimal("0.5"), Decimal(20)]))
def test_a_number_has_one_state_in_all_its_forms(number, expected, room):
    assume(abs(abs(number - expected) - room) > Decimal("0.001") or number == expected)
    km = task("number", float(expected), tolerance=float(room), unit="km")
    wanted = RIGHT if abs(number - expected) <= room else NOT_YET
    assert [(form, answer_to(km, form).state) for form in forms(number)] == [(form, wanted) for form in forms(number)]


@pytest.mark.parametrize("task", NUMBERS, ids=lambda task: task.id)
def test_the_room_of_every_number_of_the_course_ends_where_it_says(task):
    expected = read(task.expected.get(task.parameters), task)
    room = max(task.tolerance, abs(expected) * task.tolerance_percent / 100)
    for sign in (-1, 1):
        assert answer_to(task, expected + sign * room * 0.999).state == RIGHT
        assert answer_to(task, expected + sign * (room * 1.001 + 1e-6 * max(1, abs(expected)))).state == NOT_YET


PLACES = [row for row in rows("places") if row["name_ka"] and row["name_ru"]]
WRAPPINGS = [list, tuple, set, frozenset, pd.Series, np.array, pd.Index, dict.fromkeys, ", ".join, "; ".join, iter]


@tries(60)
@given(st.data())
def test_a_collection_has_one_state_in_all_its_forms(data):
    wanted = data.draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=5, unique_by=lambda row: row["place_id"]))
    given_rows = data.draw(st.permutations(wanted)) + data.draw(st.lists(st.sampled_from(wanted), max_size=2))
    extra = data.draw(st.lists(st.sampled_from(PLACES), max_size=1))
    names = [data.draw(st.sampled_from([row["name"], row["name_ka"], row["place_id"]])) for row in given_rows + extra]
    posts = task("places", [row["name"] for row in wanted])
    right = {row["place_id"] for row in extra} <= {row["place_id"] for row in wanted}
    for wrap in WRAPPINGS:
        assert answer_to(posts, wrap(names)).state == (RIGHT if right else NOT_YET), wrap


@tries(60)
@given(st.dates(dt.date(1991, 1, 1), dt.date(2030, 1, 1)), st.dates(dt.date(1991, 1, 1), dt.date(2030, 1, 1)))
def test_a_day_has_one_state_in_all_its_forms(day, expected):
    kept = task("date", expected.isoformat())
    noon = dt.datetime.combine(day, dt.time(12))
    found = [day, noon, pd.Timestamp(noon), np.datetime64(day), pd.Series([noon]).iloc[0], pd.Series([noon]).to_numpy()]
    found += [day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day} {day:%B} {day.year}"]
    assert {answer_to(kept, form).state for form in found} == {RIGHT if day == expected else NOT_YET}


@tries(100)
@given(st.sampled_from(list(exercises().values())), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.decimals(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3) | st.integers(), inner),
    max_leaves=6,
))  # fmt: skip
def test_no_check_of_the_course_falls_over_or_takes_noise_for_right(task, answer):
    reply = answer_to(task, answer)
    assert reply.state != "right" or reply.given or read(answer, task) == read(task.expected.get(task.parameters), task)
    try:
        read(answer, task)
    except CannotTell as why:
        assert reply.state == "cannot tell" and str(why) in reply.message
    except Exception as other:
        assert type(other).__name__ == "NotAttempted" and reply.state == "not attempted"
