"""Lesson 4: keys and numbers come from the chronology, wrong methods get their reply, no answer hangs on a loose date."""

import ast
import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest

from courseutils import compare_versions, load_events, load_table
from courseutils._data import rows
from courseutils.checks import answer_to
from courseutils.exercises import exercises, lesson_04

LESSON = (Path(__file__).resolve().parents[2] / "lessons" / "04_five_days_and_two_months.py").read_text("utf-8")
TASKS = {task.id: task for task in exercises().values() if task.lesson == "04"}
EVENTS = {row["event_id"]: row for row in rows("chronology")}
FIRST, LAST = "2008-08-07", "2008-08-12"
WAR = [row for row in EVENTS.values() if dt.date(2008, 8, 7) <= row["date"] <= dt.date(2008, 8, 12)]


def expected(id):
    return TASKS[id].expected.get(TASKS[id].parameters)


def reply_for(id, name):
    return next(wrong.reply for wrong in TASKS[id].wrong if wrong.name == name)


@pytest.fixture(scope="module")
def events():
    return load_events(*lesson_04.LOADED)


def test_the_lesson_loads_the_days_that_the_answers_are_computed_from():
    assert f"load_events{lesson_04.LOADED}".replace("'", '"') in LESSON
    for id in ("04-2", "04-4", "04-6"):
        for name, value in TASKS[id].parameters.items():
            assert f'{name} = "{value}"' in LESSON


def test_answers_as_a_student_computes_them_are_right(events):
    war = load_events(FIRST, LAST)
    clock = war["precision"].isin(["hour", "minute"])
    day_of = events.set_index("event_id")["date"]
    figures = load_table("figures").set_index("figure_id")
    names = {id: name for name, id in lesson_04.SIX.items()}
    in_time = events[events["event_id"].isin(names)].sort_values("date")
    answers = {
        "04-1": dict(zip(in_time["event_id"].map(names), lesson_04.ORDINALS, strict=True)),
        "04-2": clock.sum(),
        "04-3": war[clock & war["contested"]]["event_id"],
        "04-4": (day_of["2008-10-08"] - day_of["2008-08-12d"]).days,
        "04-6": (events["version_abkhazia"] == "not looked up").sum(),
        "04-7": figures.loc[list(lesson_04.DEAD), "value"].sum(),
    }
    assert {id: answer_to(TASKS[id], answer).state for id, answer in answers.items()} == dict.fromkeys(answers, "right")


def test_wrong_methods_as_students_use_them_get_the_reply_meant_for_them(events):
    war = load_events(FIRST, LAST)
    clock = events["precision"].isin(["hour", "minute"])
    first, last = pd.Timestamp(FIRST), pd.Timestamp(LAST)
    sharp = war["precision"].isin(["hour", "minute"])
    tried = {
        ("04-2", "an end lost"): [
            ((events["date"] > first) & (events["date"] <= last) & clock).sum(),
            ((events["date"] >= first) & (events["date"] < last) & clock).sum(),
        ],
        ("04-2", "both ends lost"): [((events["date"] > first) & (events["date"] < last) & clock).sum()],
        ("04-2", "all that was loaded"): [clock.sum(), war["time_local"].notna().sum()],
        ("04-2", "minutes only"): [(war["precision"] == "minute").sum()],
        ("04-3", "or"): [war[sharp | war["contested"]]["event_id"]],
        ("04-3", "minutes only"): [war[(war["precision"] == "minute") & war["contested"]]["event_id"]],
        ("04-3", "nothing"): [
            war[sharp & (war["contested"] == "True")]["event_id"],
            war[(war["precision"] == "hour") & (war["precision"] == "minute") & war["contested"]]["event_id"],
        ],
        ("04-6", "both kinds"): [events["version_abkhazia"].isin(["none found", "not looked up"]).sum()],
        ("04-6", "all years"): [(load_events()["version_abkhazia"] == "not looked up").sum()],
    }
    for (id, name), answers in tried.items():
        assert {answer_to(TASKS[id], answer).message for answer in answers} == {reply_for(id, name)}, (id, name)


def test_a_span_of_time_or_a_whole_table_is_told_what_is_needed(events):
    day_of = events.set_index("event_id")["date"]
    assert ".days at its end" in answer_to(TASKS["04-4"], day_of["2008-10-08"] - day_of["2008-08-12d"]).message
    war = load_events(FIRST, LAST)
    assert answer_to(TASKS["04-3"], war[war["contested"]]).message == reply_for("04-3", "contested")
    assert answer_to(TASKS["04-2"], war).state == "cannot tell"


def test_no_answer_hangs_on_a_loose_date_or_a_row_of_low_confidence():
    used = [EVENTS[id] for id in lesson_04.SIX.values()]
    used += [EVENTS[id] for id in (*TASKS["04-4"].parameters.values(), "2008-08-12c", "2008-08-08d")]
    assert {row["precision"] for row in [*used, *WAR]} <= {"day", "hour", "minute"}
    assert {row["confidence"] for row in [*used, *WAR]} <= {"high", "medium"}
    dead = [row for row in rows("figures") if row["figure_id"] in lesson_04.DEAD]
    assert len(dead) == 5 and {row["confidence"] for row in dead} == {"high"}


@pytest.mark.parametrize(
    "form", [int, str, lambda number: f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"]
)
def test_the_order_of_time_may_be_written_in_numbers(form):
    numbers = {name: form(1 + lesson_04.ORDINALS.index(place)) for name, place in expected("04-1").items()}
    assert answer_to(TASKS["04-1"], numbers).state == "right"


def test_the_six_events_have_no_place_and_six_different_days():
    six = [EVENTS[id] for id in lesson_04.SIX.values()]
    assert all(row["place_id"] is None for row in six) and len({row["date"] for row in six}) == 6


def test_what_the_text_says_of_precision():
    assert next(id for id, row in EVENTS.items() if row["precision"] == "month") == "1920-06-06"
    assert EVENTS["1920-06-06"]["date"] == dt.date(1920, 6, 1)
    assert sum(row["precision"] == "month" for row in EVENTS.values()) == 4
    sharp = [row for row in WAR if row["precision"] in ("hour", "minute")]
    assert 3 * len(sharp) == len(WAR)  # one in three
    assert sum(row["contested"] for row in sharp) > len(sharp) / 2
    agreed = [row for row in WAR if row["precision"] == "day" and not row["contested"]]
    assert len(agreed) >= 3


def test_what_the_text_says_of_the_night():
    night = compare_versions("2008-08-07c")
    assert night.when == "7 August 2008, 23:35" and "23:35" in night.note
    assert "23:45" in night.sides["South Ossetia"] and "00:06" in night.sides["South Ossetia"]
    entry = compare_versions("2008-08-08d").sides
    assert "early hours of 7 August" in entry["Georgia"] and "afternoon of 8 August" in entry["Russia"]
    assert "battalion" in entry["Abkhazia"] and "none found" in entry["South Ossetia"]


def test_what_the_text_says_of_who_counts_from_when():
    assert "8-12 August" in EVENTS["2021-01-21"]["event"] and "10 October 2008" in EVENTS["2021-01-21"]["event"]
    left = EVENTS["2008-10-08"]
    assert "remain occupied" in left["version_georgia"] and "went on firing" in left["version_south_ossetia"]
    assert "Return of the valley" in EVENTS["2008-08-12a"]["version_abkhazia"]
    assert lesson_04.days_between("2008-08-08d", "2008-08-12c") == 4


def test_what_the_text_says_of_people():
    figures = {row["figure_id"]: row["value"] for row in rows("figures")}
    parts = ("disp-in-georgia-2008", "disp-in-so-2008", "disp-to-russia-2008")
    assert sum(figures[part] for part in parts) == figures["disp-total-2008"]
    assert figures["dead-ge-215-early"] < figures["dead-ge-295"] < lesson_04.dead_of_georgia()
    assert figures["dead-so-1492"] > figures["dead-so-365"] > figures["dead-so-162"]
    assert 0 < figures["dead-total-iiffmcg"] - expected("04-7") < 10


def test_the_date_that_is_none_for_a_timeline_is_not_in_the_lesson():
    assert "2006-11-17" not in LESSON and "17 November 2006" not in LESSON
    assert not [row for row in EVENTS.values() if row["date"] == dt.date(2006, 11, 17)]


def test_the_model_text_fits_and_keeps_its_limits():
    cell = re.search(r"night_text = \(\n.*?\n\)", LESSON, re.S)
    text = ast.literal_eval(cell.group().split("=", 1)[1].strip())
    assert answer_to(TASKS["04-5"], text).state == "written"
    assert "because" not in text and len(re.findall(r"[.](?: |$)", text)) == 3
