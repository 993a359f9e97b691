"""Recognition and votes: a doubtful year is no day, sums agree or the difference is said, unknown is said."""

import datetime as dt
import re
from collections import Counter

import pytest

from courseutils import _data

VOTES = _data.rows("un_votes")


def test_a_year_is_not_given_as_a_day():
    rows = _data.rows("recognitions")
    assert all((row["date_precision"] == "day") == bool(row["date_recognised"]) for row in rows)
    assert all(row["date_recognised"].year == row["year_recognised"] for row in rows if row["date_recognised"])
    assert b"2006-11-17" not in _data.read_bytes("recognitions")


def test_status_agrees_with_the_dates():
    for row in _data.rows("recognitions"):
        assert (row["status"] == "withdrawn") == bool(row["date_withdrawn"]), row
        if row["date_withdrawn"]:
            assert row["date_withdrawn"] > row["date_recognised"]


def test_recognitions_and_comparators_count_the_same_states():
    for territory in ("Abkhazia", "South Ossetia"):
        rows = [r for r in _data.rows("recognitions") if r["territory"] == territory and r["un_member"]]
        counted = sum(row["status"] == "in force" for row in rows)
        entry = next(row for row in _data.rows("comparators") if row["entity"] == territory)
        assert counted == entry["un_member_recognisers"] == entry["recognisers_min"]


@pytest.mark.parametrize("name", ["recognitions", "un_votes"])
def test_each_row_says_to_which_day_it_was_checked(name):
    assert {row["checked_to"] for row in _data.rows(name)} == {
        dt.date.fromisoformat(_data.resource(name)["checked_to"])
    }


# Votes


def calls(resolution: str) -> Counter:
    return Counter(row["vote"] for row in _data.rows("un_rollcall") if row["resolution"] == resolution)


@pytest.mark.parametrize("vote", VOTES, ids=lambda vote: vote["resolution"])
def test_votes_add_up_and_differences_are_explained(vote):
    assert vote["votes_cast"] == vote["in_favour"] + vote["against"] + vote["abstentions"]
    counted = calls(vote["resolution"])
    found = (counted["yes"], counted["no"], counted["abstain"])
    stated = tuple(vote[f"dataset_{key}"] or 0 for key in ("in_favour", "against", "abstentions"))
    assert found == stated
    agrees = found == (vote["in_favour"], vote["against"], vote["abstentions"])
    assert agrees == (vote["roll_call"] == "complete")
    assert bool(vote["difference"]) == (vote["roll_call"] in {"incomplete", "no votes only"})
    assert (vote["roll_call"] == "none") == (sum(found) == 0)


@pytest.mark.parametrize("vote", VOTES, ids=lambda vote: vote["resolution"])
def test_where_only_no_votes_are_named_missing_ones_are_said(vote):
    if vote["roll_call"] == "no votes only":
        missing = vote["against"] - calls(vote["resolution"])["no"]
        assert missing in {0, 1}
        assert (missing == 1) == (len(vote["difference"]) > 60)


def test_the_last_vote_has_its_number():
    last = max(VOTES, key=lambda vote: vote["adopted_on"])
    assert (last["resolution"], last["roll_call"]) == ("A/RES/79/292", "complete")
    assert all(re.fullmatch(r"A/RES/\d\d/\d{3}", vote["resolution"]) for vote in VOTES)


def test_states_of_the_roll_calls_carry_the_names_of_the_states_table():
    names = {row["iso3"]: row["name"] for row in _data.rows("states") if row["iso3"]}
    wrong = [row for row in _data.rows("un_rollcall") if names.get(row["iso3"]) != row["state"]]
    assert wrong == []
