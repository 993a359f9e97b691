"""From 1991 to the last day that was checked, who recognises changes on the days of the timeline and on no other."""

import datetime as dt
from contextlib import redirect_stdout
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from courseutils.recognition import checked_to, recognised_by, recognition_timeline

FIRST, LAST = dt.date(1991, 1, 1), checked_to()
TERRITORIES = ["Abkhazia", "South Ossetia"]
DAY = dt.timedelta(days=1)


def changes(territory: str) -> set[dt.date]:
    """The days of the timeline; a recognition of which only the year is known counts from the next first of January."""
    with redirect_stdout(StringIO()):
        steps = recognition_timeline(territory)
    return {
        dt.date(step.year + 1, 1, 1) if step.precision == "year" else step.date.date() for step in steps.itertuples()
    }


CHANGES = {territory: changes(territory) for territory in TERRITORIES}


def everybody(territory: str, day: dt.date) -> list[str]:
    return recognised_by(territory, on=day, un_members_only=False)


@pytest.mark.parametrize("territory", TERRITORIES)
def test_every_day_of_the_timeline_is_a_change(territory):
    assert len(CHANGES[territory]) > 5
    for day in CHANGES[territory]:
        assert everybody(territory, day) != everybody(territory, day - DAY)


@tries(150)
@given(st.sampled_from(TERRITORIES), st.dates(FIRST, LAST - DAY))
def test_between_two_days_of_the_timeline_nothing_changes(territory, day):
    if day + DAY not in CHANGES[territory]:
        assert everybody(territory, day) == everybody(territory, day + DAY)


@tries(150)
@given(st.sampled_from(TERRITORIES), st.dates(FIRST, LAST))
def test_fewer_are_counted_when_fewer_are_asked_for(territory, day):
    everyone = everybody(territory, day)
    members = recognised_by(territory, on=day)
    settled = recognised_by(territory, on=day, contested="exclude")
    assert set(settled) <= set(members) <= set(everyone)
    assert [state for state in everyone if state in members] == members
