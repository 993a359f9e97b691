"""Lesson 6: counts, moves and ranges are recomputed from the tables; likely methods get the reply meant for them."""

import re
from pathlib import Path

import pandas as pd
import pytest

from courseutils import load_table, recognised_by, recognition_timeline, votes
from courseutils._data import rows
from courseutils.checks import RIGHT, answer_to
from courseutils.exercises import exercises, lesson_06
from courseutils.recognition import checked_to

ROOT = Path(__file__).resolve().parents[2]
LESSON = (ROOT / "lessons" / "06_who_recognised_whom.py").read_text(encoding="utf-8")
TASKS = {e.id: e for e in exercises().values() if e.lesson == "06"}


def right_answer(id):
    return TASKS[id].expected.get(TASKS[id].parameters)


def wrong_reply(id, name):
    return next(w.reply for w in TASKS[id].wrong if w.name == name)


def prose() -> str:
    """The lesson's text in one line, without comment signs."""
    return " ".join(line.removeprefix("#").strip() for line in LESSON.splitlines() if line.startswith("#"))


@pytest.fixture(scope="module")
def roll_calls():
    before, after = votes(2023)[["state", "vote"]], votes(2025)[["state", "vote"]]
    return before.merge(after, on="state", how="outer", suffixes=("_before", "_after")).fillna("not there")


# 06-1 and 06-2: by the rows of the table, as a student counts -----------------------------------------------


def test_who_recognised_on_the_day_counted_with_pandas_as_in_the_lesson():
    territory, day = TASKS["06-1"].parameters.values()
    table = load_table("recognitions")
    listed = table[table["territory"] == territory]
    begun = listed[listed["date_recognised"] <= day]
    ended = begun[begun["date_withdrawn"] <= day]
    tried = {
        "withdrawn counted": len(begun),
        "every row": len(listed),
        "later ones counted": len(listed[listed["un_member"]]),
        "no UN members counted": len(recognised_by(territory, on=day, un_members_only=False)),
        "another day": len(listed[listed["date_recognised"] <= "2008-10-15"]),
        "the withdrawn ones": len(ended),
        "an empty date taken for a late one": len(begun[begun["date_withdrawn"] > day]),
    }
    assert answer_to(TASKS["06-1"], len(begun) - len(ended)).state == RIGHT
    assert {name: answer_to(TASKS["06-1"], n).message for name, n in tried.items()} == {
        name: wrong_reply("06-1", name) for name in tried
    }
    assert len({right_answer("06-1"), *tried.values()}) == 1 + len(tried)


def test_the_answer_of_06_1_rests_on_no_row_of_low_confidence_nor_on_a_day_after_the_check():
    territory, day = TASKS["06-1"].parameters.values()
    counted = recognised_by(territory, on=day)
    used = [r for r in rows("recognitions") if r["territory"] == territory and r["un_member"]]
    assert {r["confidence"] for r in used if r["state"] in [*counted, "Tuvalu"]} == {"high"}
    assert pd.Timestamp(day).date() < checked_to()


def test_another_day_and_territory_give_other_numbers():
    for territory, day, number in [
        ("Abkhazia", "2012-01-01", 6),
        ("Abkhazia", "2014-01-01", 5),
        ("South Ossetia", "2019-01-01", 5),
    ]:
        assert answer_to(TASKS["06-1"], number, {"territory": territory, "day": day}).state == RIGHT


def test_rows_without_a_day_drop_out_of_a_comparison_as_the_lesson_says():
    listed = load_table("recognitions").query("territory == 'South Ossetia'")
    without = listed[listed["date_recognised"].isna()]
    assert len(without) == 3 and not without["un_member"].any() and set(without["confidence"]) == {"low"}
    assert not (without["date_recognised"] <= "2026-01-01").any()
    assert "Three rows are known to the year only" in prose()


def test_sentences_about_the_two_lists_are_true():
    listed = {
        t: {r["state"] for r in rows("recognitions") if r["territory"] == t and r["un_member"]}
        for t in ("Abkhazia", "South Ossetia")
    }
    assert listed["Abkhazia"] - listed["South Ossetia"] == {"Vanuatu"} and listed["South Ossetia"] < listed["Abkhazia"]
    later = {
        r["state"] for r in rows("recognitions") if r["un_member"] and r["date_recognised"].isoformat() > "2008-10-15"
    }
    assert later == {"Venezuela", "Nauru", "Vanuatu", "Tuvalu", "Syria"}
    assert recognised_by("Abkhazia", on="2008-10-15") == recognised_by("South Ossetia", on="2008-10-15")
    steps = recognition_timeline("Abkhazia")
    assert set(steps.loc[steps["contested"], "state"]) == {"Vanuatu"}


def test_who_no_longer_recognises_by_the_timeline():
    steps = recognition_timeline("Abkhazia")
    withdrawn = steps[(steps["event"] == "withdrawn") & steps["un_member"]]["state"]
    assert answer_to(TASKS["06-2"], withdrawn).state == RIGHT
    assert answer_to(TASKS["06-2"], steps[steps["event"] != "recognised"]["state"]).message == wrong_reply(
        "06-2", "an entity that ended"
    )


# 06-3 and 06-4: by the roll calls ---------------------------------------------------------------------------


def test_moves_between_two_roll_calls_as_the_lesson_makes_them(roll_calls):
    b, a = roll_calls["vote_before"], roll_calls["vote_after"]
    tried = {
        "every new yes": roll_calls[(b != "yes") & (a == "yes")],
        "all that left abstaining": roll_calls[(b == "abstain") & (a != "abstain")],
        "the other way": roll_calls[(b == "yes") & (a == "abstain")],
        "every yes": roll_calls[a == "yes"],
    }
    assert answer_to(TASKS["06-3"], roll_calls[(b == "abstain") & (a == "yes")]["state"]).state == RIGHT
    for name, found in tried.items():
        assert answer_to(TASKS["06-3"], found["state"]).message == wrong_reply("06-3", name)


def test_numbers_in_the_replies_of_06_3(roll_calls):
    pairs = pd.crosstab(roll_calls["vote_before"], roll_calls["vote_after"])
    assert (pairs.loc["abstain", "yes"], pairs.loc["yes", "abstain"]) == (5, 0)
    assert (pairs.loc["not there", "yes"], pairs.loc["no", "yes"]) == (3, 0)
    assert (pairs.loc["abstain", "not there"], pairs.loc["abstain", "no"]) == (11, 0)


def test_the_roll_calls_used_are_complete():
    known = {r["adopted_on"].year: r["roll_call"] for r in rows("un_votes")}
    assert {known[year] for year in TASKS["06-3"].parameters.values()} == {"complete"}


def test_other_years_have_their_own_answer():
    moved = lesson_06.moved_to_yes(2010, 2014)
    assert len(moved) == 10 and not set(moved) & set(right_answer("06-3"))
    assert answer_to(TASKS["06-3"], moved, {"first_year": 2010, "second_year": 2014}).state == RIGHT


def test_recognising_and_voting_no_are_two_acts(roll_calls):
    after = roll_calls.set_index("state")["vote_after"]
    recognise, no = set(recognised_by("Abkhazia", on="3 June 2025")), set(after[after == "no"].index)
    assert set(recognised_by("South Ossetia", on="3 June 2025")) == recognise
    assert {state: after.get(state, "not there") for state in right_answer("06-4")} == {
        "Nauru": "not there", "Syria": "abstain", "Venezuela": "not there"
    }  # fmt: skip
    assert (len(recognise), len(recognise & no), len(no - recognise)) == (5, 2, 7)


def test_two_states_voted_yes_while_they_recognised_as_the_remarks_say():
    remarks = {r["adopted_on"].year: r["note"] for r in rows("un_votes")}
    assert "Vanuatu voted yes" in remarks[2011] and "Tuvalu voted yes although it then recognised" in remarks[2012]
    assert "Vanuatu" in recognised_by("Abkhazia", on="2011-06-29")
    assert "Tuvalu" in recognised_by("Abkhazia", on="2012-07-03")


# 06-5 -------------------------------------------------------------------------------------------------------


def test_the_six_arguments_stand_in_the_lesson_and_each_kind_has_two():
    letters = re.findall(r"(?m)^# - \*\*([a-f])\*\* ", LESSON)
    assert letters == list(lesson_06.THEORIES) == list("abcdef")
    kinds = list(lesson_06.THEORIES.values())
    assert {kinds.count(kind) for kind in TASKS["06-5"].options} == {2}


def test_the_lesson_shows_both_territories_for_each_criterion_it_prints():
    table = load_table("statehood")
    assert set(table[table["criterion"] == "government"]["territory"]) == {"Abkhazia", "South Ossetia"}
    assert len(table[table["criterion"].str.startswith("lawful")]) == 2


# 06-6 to 06-8 -----------------------------------------------------------------------------------------------


def test_the_model_note_is_within_limits_and_gives_what_the_rubric_asks():
    model = " ".join(re.findall(r'"(.*?)"', re.search(r"minister_note = \((.*?)\n\)", LESSON, re.DOTALL)[1]))
    assert answer_to(TASKS["06-6"], model).state == "written"
    day = checked_to()
    assert f"{day.day} {day:%B %Y}" in model and "constitutive" in model and "declaratory" in model
    assert all(state in model for state in recognised_by("Abkhazia", on=day))


def test_counts_of_votes_by_pandas():
    tallies = votes()
    rest = tallies["no"] + tallies["abstain"]
    tried = {
        "yes against no": (tallies["yes"] > tallies["no"]).sum(),
        "yes against abstentions": (tallies["yes"] > tallies["abstain"]).sum(),
        "half of all members": (tallies["yes"] > 193 / 2).sum(),
        "the other way": (tallies["yes"] < rest).sum(),
    }
    assert answer_to(TASKS["06-7"], (tallies["yes"] > rest).sum()).state == RIGHT
    assert [answer_to(TASKS["06-7"], n).message for n in tried.values()] == [wrong_reply("06-7", n) for n in tried]
    assert len(tallies) == tried["yes against no"] == 18


def test_where_a_range_is_needed_by_pandas():
    others = load_table("comparators")
    differ = others["recognisers_min"] != others["recognisers_max"]
    assert answer_to(TASKS["06-8"], others[differ & (others["confidence"] != "low")]["entity"]).state == RIGHT
    assert answer_to(TASKS["06-8"], others[differ]["entity"]).message == wrong_reply("06-8", "the low row too")
    assert list(others["entity"]) == list(TASKS["06-8"].options)
    gaps = (others["recognisers_max"] - others["recognisers_min"]).groupby(others["entity"]).sum()
    assert gaps.idxmax() == "Western Sahara (SADR)" and gaps["Western Sahara (SADR)"] == 38 > gaps["Kosovo"] == 33


# The lesson as a whole --------------------------------------------------------------------------------------


def test_minutes_add_up_to_a_lesson():
    plan = LESSON[: LESSON.index("| at home |")]
    minutes = [int(n) for n in re.findall(r"(?m)^# \| (\d+) \|", plan)]
    assert 45 <= sum(minutes) <= 50


def test_sources_of_the_law_were_looked_up():
    """The table of the veto is the basis of a quiz: its sources were opened for this kit."""
    known = {row["source_id"]: row["verified"] for row in rows("sources")}
    for source in (
        "un-charter",
        "icj-admission-1950",
        "montevideo-1933-text",
        "worldbulletin-rice-2008",
        "abc-palestine-2024",
    ):
        assert known[source] == "looked-up" and source in LESSON
