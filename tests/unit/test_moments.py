"""Maps in time: when a feature is shown, and on which days the map changes."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from timemaps import POINTS, layer, lesson_map, specimen

from courseutils._atlas.moments import Span, changes, days_of, heading, timed
from courseutils._atlas.webtime import control_spec
from courseutils.maps import Map, static_map, static_maps

DAYS = {name: dt.date(2008, 8, int(name)) for name in ("1", "7", "8", "12", "13", "31")}


# When a feature is shown ------------------------------------------------------------------------------------


def test_a_span_holds_both_its_days_and_no_more():
    span = Span(DAYS["8"], DAYS["12"])
    shown = [name for name, day in DAYS.items() if span.shown_on(day)]
    assert shown == ["8", "12"]
    assert Span(DAYS["8"]).shown_on(dt.date.max) and not Span(DAYS["8"]).shown_on(DAYS["7"])


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("month", dt.date(2008, 2, 1), dt.date(2008, 2, 29)),
        ("year", dt.date(2008, 1, 1), dt.date(2008, 12, 31)),
        ("hour", dt.date(2008, 2, 10), dt.date(2008, 2, 10)),
    ],
)
def test_what_is_known_to_the_month_or_year_is_shown_all_through_it(precision, first, last):
    day = dt.date(2008, 2, 10)
    span = Span(day, day, precision)
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        (DAYS["8"], DAYS["8"], "day", "8 August 2008"),
        (DAYS["8"], DAYS["12"], "minute", "8 to 12 August 2008"),
        (DAYS["8"], dt.date(2008, 10, 8), "day", "8 August to 8 October 2008"),
        (DAYS["8"], dt.date(2009, 8, 8), "day", "8 August 2008 to 8 August 2009"),
        (DAYS["8"], None, "day", "from 8 August 2008"),
        (DAYS["8"], DAYS["12"], "month", "August 2008"),
        (DAYS["8"], None, "year", "from 2008"),
    ],
)
def test_a_span_in_words_gives_no_day_that_is_not_known(start, end, precision, said):
    assert Span(start, end, precision).when == said


@pytest.mark.parametrize(
    "write", [str, pd.Timestamp, lambda day: day, np.datetime64], ids=["text", "pandas", "date", "numpy"]
)
def test_days_are_read_in_every_form_that_tables_have(write):
    rows = layer(POINTS[:1]).assign(**{"from": [write(DAYS["8"])], "to": [write(DAYS["12"])]})
    (span,) = timed(Map("A").add(rows, start="from", end="to"))[0].spans
    assert (span.start, span.end) == (DAYS["8"], DAYS["12"])


def test_without_an_end_or_with_an_empty_one_it_stays():
    rows = layer(POINTS)
    for m in (Map("A").add(rows, start="from"), Map("A").add(rows.assign(to=pd.NaT), start="from", end="to")):
        assert {span.end for span in timed(m)[0].spans} == {None}


@pytest.mark.parametrize(
    ("change", "how", "said"),
    [
        ({}, {"end": "to"}, "An end needs a start"),
        ({}, {"start": "form"}, "no column 'form'. Did you mean"),
        ({"from": None}, {"start": "from"}, r"row 0 \(Exact\) has no day in 'from'.*dropna"),
        ({"from": "soon"}, {"start": "from"}, r"row 0 \(Exact\) has no day that can be read"),
        ({"to": "2008-08-01"}, {"start": "from", "end": "to"}, "ends on 1 August 2008, before it starts on 7 August"),
        ({"precision": "dya"}, {"start": "from"}, "Did you mean day"),
        ({"contested": "perhaps"}, {"start": "from"}, "takes True or False"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence_that_names_the_row(change, how, said):
    with pytest.raises(ValueError, match=said):
        Map("A").add(layer(POINTS[:1]).assign(**change), **how)


def test_the_row_is_named_as_the_reader_knows_it_also_in_a_part_of_a_table():
    rows = layer(POINTS).assign(to=["2008-08-07", "2008-08-12", "2008-08-15", "2008-08-01"])[2:]
    with pytest.raises(ValueError, match=r"row 3 \(Disputed\)"):
        Map("A").add(rows, start="from", end="to")


# On which days the map changes ------------------------------------------------------------------------------


def test_the_map_changes_where_something_begins_or_is_gone_that_lasted():
    found = changes(specimen())
    assert {day.isoformat(): count for day, count in found.items()} == {
        "2008-08-01": 1, "2008-08-07": 1, "2008-08-08": 1, "2008-08-13": 1, "2008-08-20": 1, "2008-09-01": 1
    }  # fmt: skip


def test_without_days_the_small_maps_are_six_at_most_with_the_first_and_the_last():
    events, free = lesson_map("04"), Map("A")
    free.layers = events.layers
    days = days_of(free)
    assert len(days) == 6 and list(days) == sorted(days)
    assert days[0] == min(changes(free)) == dt.date(2008, 8, 1)
    assert all(any(span.shown_on(day) for layer in timed(free) for span in layer.spans) for day in days)


@pytest.mark.parametrize("days", [[f"2008-08-{n:02}" for n in range(1, 8)], [], ["soon"], 5])
def test_more_than_six_days_none_or_an_unreadable_one_is_refused(days):
    with pytest.raises(ValueError, match="days="):
        Map("A", days=days)


@pytest.mark.parametrize("days", [["2008-08"], "August 2008", ["2008"], 2008, "08/2008", "aug 2008"])
def test_a_month_or_a_year_in_the_place_of_a_day_is_told(days):
    with pytest.raises(ValueError, match=r"^days= takes days.*(?:no single day but a month or a year|2008 is no day)"):
        Map("A", days=days)


def test_days_for_a_map_that_does_not_change_are_refused_when_it_is_drawn():
    with pytest.raises(ValueError, match="nothing on this map has a start"):
        static_map(Map("A", days=["2008-08-08"]).add(["Gori"]))


def test_the_recognisers_lines_are_never_drawn_without_their_pair():
    with pytest.raises(ValueError, match="one half of a pair"):
        specimen(viewpoint="recognisers")


def test_a_map_in_time_is_not_set_beside_another():
    with pytest.raises(ValueError, match="static_map"):
        static_maps([specimen(), Map("B")])


def test_a_placeholder_day_is_written_as_the_month_that_is_known():
    m = specimen()
    assert heading(m, dt.date(2008, 8, 1)) == "August 2008" and heading(m, dt.date(2008, 8, 8)) == "8 August 2008"
    assert control_spec(m)["said"] == {dt.date(2008, 8, 1).toordinal(): "August 2008"}


def test_a_slider_of_years_has_no_more_places_than_a_hand_can_find():
    spec = control_spec(lesson_map("06"))
    assert len(spec["places"]) < 450 and set(spec["stops"]) <= set(spec["places"])
    assert spec["places"][0] == dt.date(2008, 8, 26).toordinal()
    assert spec["places"][-1] == dt.date(2026, 2, 24).toordinal()
    assert np.diff(control_spec(specimen())["places"]).max() == 1
