"""Days as people write them, and what is refused."""

import datetime as dt
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseutils._lookup.dates import DateError, in_words, read_date

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
MONTHS = ["January", "February", "March", "April", "May", "June"]
MONTHS += ["July", "August", "September", "October", "November", "December"]


def written(day: dt.date) -> list[str]:
    """Forms that leave no doubt, spelt out here without the code under test."""
    month = MONTHS[day.month - 1]
    forms = [
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{month.upper()} {day.day} {day.year}",
    ]
    forms += [f"{day.day:02}.{day.month:02}.{day.year}", f"{day.year}-{day.month:02}-{day.day:02}"]
    forms += [f"{day.year}/{day.month}/{day.day}", f" {day.day}  {month[:3].lower()}. {day.year} "]
    return forms


@given(DAYS)
def test_every_day_is_read_in_every_plain_form(day):
    assert {read_date(form) for form in written(day)} == {day}


@given(DAYS)
def test_slashes_are_read_when_only_one_reading_exists_and_refused_otherwise(day):
    form = f"{day.day}/{day.month:02}/{day.year}"
    if day.day > 12 or day.day == day.month:
        assert read_date(form) == day
    else:
        with pytest.raises(DateError, match="to some readers and"):
            read_date(form)


def test_month_first_is_read_when_it_is_the_only_reading():
    assert read_date("10/15/2008") == read_date("15-10-2008") == dt.date(2008, 10, 15)


@given(DAYS)
def test_other_types_that_hold_a_day(day):
    midday = dt.datetime(day.year, day.month, day.day, 12, 30)
    held = [
        day,
        midday,
        pd.Timestamp(midday),
        np.datetime64(day),
        np.datetime64(midday),
        midday.isoformat(),
        str(midday),
    ]
    assert {read_date(value) for value in held} == {day}
    assert all(type(read_date(value)) is dt.date for value in held)


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2010",
        "2009-02-29",
        "31.4.2011",
        "32/1/2011",
        "Aug 0, 2008",
        "2008-13-01",
        "0000-01-01",
        "00/05/2008",
    ],
)
def test_a_day_that_no_calendar_has(text):
    with pytest.raises(DateError, match=f"no day {re.escape(repr(text))} in the calendar"):
        read_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "2008",
        "October 2008",
        "15/10/08",
        "yesterday",
        "15 Oct",
        "2008-10",
        "1st of May 2008",
        "15.10/2008",
        "١٥/١٠/٢٠٠٨",
        "15 Ju 2008",
        "2008-10-15 (a Wednesday)",
    ],
)
def test_text_that_is_no_whole_day(text):
    with pytest.raises(DateError, match=r"cannot be read as a day.*Write a whole day"):
        read_date(text)


def test_a_month_that_does_not_exist_is_named():
    with pytest.raises(DateError, match="'brumaire' is no English name of a month"):
        read_date("18 Brumaire 1999")


@pytest.mark.parametrize(
    "value",
    [
        None,
        2008,
        20081015,
        1.5,
        True,
        float("nan"),
        pd.NaT,
        ["2008-10-15"],
        {},
        b"2008-10-15",
        pd.Series(["2008-10-15"]),
        np.datetime64("NaT", "D"),
    ],
)
def test_other_values_get_a_sentence(value):
    with pytest.raises(DateError, match="Write a whole day"):
        read_date(value)


@given(st.text())
def test_no_text_brings_any_other_error(text):
    try:
        assert isinstance(read_date(text), dt.date)
    except DateError as error:
        assert str(error).endswith(".")


@given(DAYS)
def test_in_words_is_read_back(day):
    assert read_date(in_words(day)) == day
