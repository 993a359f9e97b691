"""Recognition on a day and the votes, against the tables read here by themselves."""

import csv
import datetime as dt
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseutils._data import data_dir
from courseutils._lookup.as_of import checked_to
from courseutils._lookup.dates import DateError
from courseutils._lookup.states import StateError
from courseutils.recognition import VoteError, recognised_by, recognition_timeline, votes


def table(name: str) -> list[dict]:
    with (data_dir() / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RECOGNITIONS, VOTES, CALLS = table("recognitions"), table("un_votes"), table("un_rollcall")
LAST = min(dt.date.fromisoformat(row["checked_to"]) for row in RECOGNITIONS)
LAST_IN_WORDS = f"{LAST.day} {LAST:%B} {LAST.year}"
KARABAKH_ENDED = "2024-01-01"


def brute_force(territory: str, day: dt.date, un_members_only: bool) -> set[str]:
    """The table read with ISO texts only: they sort as the days do."""
    found, iso = set(), day.isoformat()
    for row in RECOGNITIONS:
        began = row["date_recognised"] or f"{int(row['year_recognised']) + 1}-01-01"
        gone = row["date_withdrawn"] or (KARABAKH_ENDED if row["state"].startswith("Nagorno") else "9999")
        if (
            row["territory"] == territory
            and began <= iso < gone
            and (row["un_member"] == "true" or not un_members_only)
        ):
            found.add(row["state"])
    return found


@given(st.sampled_from(["Abkhazia", "South Ossetia"]), st.dates(dt.date(1991, 1, 1), LAST), st.booleans())
@settings(max_examples=300)
def test_any_day_equals_a_brute_force_reading_of_the_table(territory, day, un_members_only):
    names = recognised_by(territory, on=day, un_members_only=un_members_only)
    assert len(names) == len(set(names))
    assert set(names) == brute_force(territory, day, un_members_only)


FIRST_FOUR = ["Russia", "Nicaragua", "Venezuela", "Nauru"]
ON_A_DAY = [
    ("Abkhazia", "2008-08-25", []),
    ("Abkhazia", "2008-08-26", ["Russia"]),
    ("South Ossetia", "2008-08-26", ["Russia"]),
    ("Abkhazia", "2008-09-04", ["Russia"]),
    ("Abkhazia", "15 October 2008", ["Russia", "Nicaragua"]),
    ("Abkhazia", "2009-12-15", FIRST_FOUR),
    ("South Ossetia", "2009-12-15", FIRST_FOUR[:3]),
    ("Abkhazia", "2011-10-01", [*FIRST_FOUR, "Vanuatu", "Tuvalu"]),
    ("South Ossetia", "2011-10-01", [*FIRST_FOUR, "Tuvalu"]),
    ("Abkhazia", "2013-07-11", [*FIRST_FOUR, "Vanuatu", "Tuvalu"]),
    ("Abkhazia", "2013-07-12", [*FIRST_FOUR, "Tuvalu"]),
    ("Abkhazia", "2014-03-30", [*FIRST_FOUR, "Tuvalu"]),
    ("Abkhazia", "2014-03-31", FIRST_FOUR),
    ("South Ossetia", "2014-03-31", FIRST_FOUR),
    ("South Ossetia", "2018-05-28", FIRST_FOUR),
    ("South Ossetia", "2018-05-29", [*FIRST_FOUR, "Syria"]),
    ("Abkhazia", LAST, [*FIRST_FOUR, "Syria"]),
]


@pytest.mark.parametrize(("territory", "day", "states"), ON_A_DAY)
def test_who_recognised_on_a_day_in_order(territory, day, states):
    assert recognised_by(territory, on=day) == states


@pytest.mark.parametrize(("territory", "day", "states"), ON_A_DAY)
def test_contested_recognitions_can_be_left_out(territory, day, states):
    assert recognised_by(territory, on=day, contested="exclude") == [s for s in states if s != "Vanuatu"]


def test_a_year_counts_from_the_next_first_of_january():
    others = {"South Ossetia", "Transnistria", "Nagorno-Karabakh (Artsakh)"}
    assert recognised_by("Abkhazia", on="31 December 2006", un_members_only=False) == []
    assert set(recognised_by("Abkhazia", on="1 January 2007", un_members_only=False)) == others
    assert set(recognised_by("Abkhazia", on="2024-01-01", un_members_only=False)) >= others - {
        "Nagorno-Karabakh (Artsakh)"
    }
    assert "Nagorno-Karabakh (Artsakh)" not in recognised_by("Abkhazia", on="2024-01-01", un_members_only=False)
    assert "Nagorno-Karabakh (Artsakh)" in recognised_by("Abkhazia", on="2023-12-31", un_members_only=False)


def test_without_a_day_the_as_of_day_is_taken_and_printed(capsys):
    assert recognised_by("Abkhazia") == recognised_by("Abkhazia", on=checked_to())
    assert capsys.readouterr().out == f"Checked to {LAST_IN_WORDS}; later changes are not in the data.\n"
    assert checked_to() == LAST


def test_the_count_agrees_with_the_table_of_comparators():
    for row in table("comparators"):
        if row["entity"] in ("Abkhazia", "South Ossetia"):
            assert len(recognised_by(row["entity"], on=row["as_of"])) == int(row["un_member_recognisers"])


@pytest.mark.parametrize(
    "name", ["Republic of Abkhazia", "Apsny", "Aphazeti", "Apkhazeti", "აფხაზეთი", "Аԥсны", "abkhazia ", "ABKHAZİA"]
)
def test_names_of_abkhazia(name):
    assert recognised_by(name, on="2013-07-11")[-2:] == ["Vanuatu", "Tuvalu"]


@pytest.mark.parametrize(
    "name",
    [
        "Tskhinvali Region",
        "Osetia",
        "Republic of South Ossetia",
        "South Ossetia / Tskhinvali Region",
        "South-Ossetia",
        "სამხრეთ ოსეთი",
        "Южная Осетия",
    ],
)
def test_names_of_south_ossetia(name):
    assert recognised_by(name, on="2013-07-11")[-1] == "Tuvalu"


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("Abhazia", "Did you mean Abkhazia?"),
        ("South Osettia", "Did you mean South Ossetia?"),
        ("Абхазиа", "Did you mean Abkhazia?"),
        ("Kosovo", "The table is not about Kosovo. It lists who recognised Abkhazia and South Ossetia."),
        ("Georgia", "The table is not about Georgia."),
        ("Mars", "It lists who recognised Abkhazia and South Ossetia."),
    ],
)
def test_other_territories_get_a_sentence(name, reply):
    for ask in (recognised_by, recognition_timeline):
        with pytest.raises(StateError) as caught:
            ask(name)
        assert reply in str(caught.value)


@pytest.mark.parametrize(
    ("day", "reply"),
    [
        ("30 February 2010", "no day '30 February 2010'"),
        ("03/04/2008", "3 April to some readers and 4 March to others"),
        ("31 December 1990", "before 1991"),
        (LAST + dt.timedelta(days=1), f"checked to {LAST_IN_WORDS} and cannot tell who recognised on"),
        (2008, "2008 is no day"),
        ("2008", "cannot be read as a day"),
    ],
)
def test_days_without_an_answer_get_a_sentence(day, reply):
    with pytest.raises(DateError, match=reply):
        recognised_by("Abkhazia", on=day)


def test_contested_takes_two_words_only():
    with pytest.raises(ValueError, match="'include' or 'exclude', not 'yes'"):
        recognised_by("Abkhazia", on="2012-01-01", contested="yes")


def test_the_timeline_holds_every_date_of_the_table_in_order():
    steps = recognition_timeline()
    days = [row[key] for row in RECOGNITIONS for key in ("date_recognised", "date_withdrawn") if row[key]]
    ended = [KARABAKH_ENDED for row in RECOGNITIONS if row["status"] == "ended"]
    assert sorted(days + ended) == list(steps["date"].dropna().dt.strftime("%Y-%m-%d"))
    assert steps["year"].is_monotonic_increasing
    assert len(steps) == len(RECOGNITIONS) + sum(row["status"] != "in force" for row in RECOGNITIONS)


def test_the_timeline_gives_no_day_where_only_the_year_is_known():
    steps = recognition_timeline("South Ossetia")
    loose = steps[steps["precision"] == "year"]
    assert set(loose["state"]) == {"Abkhazia", "Transnistria", "Nagorno-Karabakh (Artsakh)"}
    assert loose["date"].isna().all() and not loose["un_member"].any()


def test_the_timeline_marks_vanuatu_as_contested_and_says_why():
    steps = recognition_timeline("Abkhazia")
    contested = steps[steps["contested"]]
    assert list(zip(contested["state"], contested["event"], strict=True)) == [
        ("Vanuatu", "recognised"),
        ("Vanuatu", "withdrawn"),
    ]
    assert contested["note"].str.startswith("Contested").all()


def test_replaying_the_timeline_gives_who_recognises_at_the_end():
    steps, now = recognition_timeline("Abkhazia"), set()
    for step in steps[steps["un_member"]].itertuples():
        (now.add if step.event == "recognised" else now.remove)(step.state)
    assert now == set(recognised_by("Abkhazia"))


def test_votes_are_eighteen_tallies_that_add_up(capsys):
    tallies = votes()
    assert f"Checked to {LAST_IN_WORDS}" in capsys.readouterr().out
    assert tallies.attrs["checked_to"] == min(row["checked_to"] for row in VOTES)
    assert list(tallies["year"]) == list(range(2008, 2026))
    assert (tallies[["yes", "no", "abstain"]].sum(axis=1) == tallies["cast"]).all()
    assert [str(n) for n in tallies["yes"]] == [row["in_favour"] for row in VOTES]


def counts(calls) -> tuple:
    return tuple((calls["vote"] == kind).sum() for kind in ("yes", "no", "abstain"))


@pytest.mark.parametrize("vote", [v for v in VOTES if v["roll_call"] != "none"], ids=lambda v: v["resolution"])
def test_a_roll_call_says_how_its_sum_compares_with_the_official_tally(vote, capsys):
    calls, official = votes(vote["resolution"]), tuple(int(vote[k]) for k in ("in_favour", "against", "abstentions"))
    yes, no, abstained = official
    said = {
        "complete": f"the roll call adds up to the official tally, {yes} yes, {no} no, {abstained} abstained.",
        "incomplete": f"the official tally is {yes} yes, {no} no, {abstained} abstained. {vote['difference']}",
        "no votes only": f"by name only {len(calls)} of the {no} no votes are known",
    }
    assert said[vote["roll_call"]] in capsys.readouterr().out
    assert (counts(calls) == official) == (vote["roll_call"] == "complete")


@pytest.mark.parametrize("vote", [v for v in VOTES if v["roll_call"] != "none"], ids=lambda v: v["resolution"])
def test_a_roll_call_holds_every_state_of_the_table_once(vote):
    calls = votes(vote["resolution"])
    expected = {(row["iso3"], row["state"], row["vote"]) for row in CALLS if row["resolution"] == vote["resolution"]}
    assert set(calls[["iso3", "state", "vote"]].itertuples(index=False, name=None)) == expected
    assert calls["state"].is_unique and calls["state"].notna().all()


@pytest.mark.parametrize(
    "vote", [row for row in VOTES if row["roll_call"] == "none"], ids=lambda row: row["resolution"]
)
def test_a_missing_roll_call_gives_the_totals_and_the_years_that_have_one(vote):
    with pytest.raises(
        VoteError, match=r"only the totals are in the data.*Roll calls, some in part, are there for 2008, 2010"
    ) as caught:
        votes(vote["resolution"])
    assert f"{vote['in_favour']} yes" in str(caught.value)


@pytest.mark.parametrize("asked", [2010, "2010", "A/RES/64/296", "64/296", " a/res/64/296 ", pd.Series([2010]).iloc[0]])
def test_a_vote_is_found_by_year_or_number(asked):
    calls = votes(asked).set_index("iso3")
    assert calls.loc["RUS", "vote"] == "no" and calls.loc["GEO", "vote"] == "yes"
    assert calls.loc["RUS", "state"] == "Russia"


@pytest.mark.parametrize("asked", [2007, 2026, "A/RES/1/1", "Kosovo", "", True])
def test_a_vote_that_is_not_there(asked):
    with pytest.raises(VoteError, match="Give a year from 2008 to 2025"):
        votes(asked)


def test_nothing_heavy_is_imported_for_a_list_of_names():
    code = (
        "import sys, courseutils, courseutils.places, courseutils.recognition, courseutils.sources\n"
        "courseutils.recognised_by('Abkhazia', on='2012-01-01'); courseutils.place('Gori').label('all')\n"
        "courseutils.cite('un-charter')\n"
        "print([m for m in ('numpy', 'pandas', 'geopandas', 'shapely', 'pyproj') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.stdout.split("\n")[0] == "[]", done.stderr
