"""Events as a table of points: which are kept, what stands in the columns, what each side says of one."""

import datetime as dt
import subprocess
import sys

import pandas as pd
import pytest

from courseutils import Map, compare_versions, load_events
from courseutils._data import rows
from courseutils._lookup.dates import DateError
from courseutils.events import GAPS, SIDES, EventError
from courseutils.places import PlaceError

TABLE = rows("chronology")


@pytest.fixture(scope="module")
def events():
    return load_events()


def test_every_row_of_the_chronology_is_there_in_order_of_time(events):
    assert events["event_id"].tolist() == [row["event_id"] for row in TABLE]
    assert events["date"].is_monotonic_increasing
    assert events.crs.to_epsg() == 4326


def test_points_are_those_of_the_places_and_events_without_a_place_have_none(events):
    spots = {row["place_id"]: (row["lon"], row["lat"]) for row in rows("places")}
    for row, event in zip(TABLE, events.itertuples(), strict=True):
        if row["place_id"]:
            assert (event.geometry.x, event.geometry.y) == spots[row["place_id"]]
        else:
            assert event.geometry is None and pd.isna(event.place)


def test_days_are_kept_with_both_ends_and_in_any_form():
    wanted = [r["event_id"] for r in TABLE if dt.date(2008, 8, 7) <= r["date"] <= dt.date(2008, 8, 12)]
    assert load_events("2008-08-07", "2008-08-12")["event_id"].tolist() == wanted
    assert load_events("7 August 2008", dt.date(2008, 8, 12))["event_id"].tolist() == wanted
    assert len(load_events(start="2030-01-01")) == 0 and load_events(start="2030-01-01").crs is not None


def test_a_place_goes_by_any_of_its_names():
    here = load_events(place="Цхинвал")
    assert set(here["place"]) == {"Tskhinvali"} and len(here) > 10


def test_until_is_the_last_day_on_which_the_event_went_on(events):
    looting = events[events["event_id"] == "2008-08-12e"].iloc[0]
    signed = events[events["event_id"] == "2008-08-15"].iloc[0]
    assert (looting["until"], signed["until"]) == (looting["date_end"], signed["date"])
    assert events["until"].notna().all() and (events["until"] >= events["date"]).all()


def test_versions_name_each_side_where_contested_and_are_empty_elsewhere(events):
    for event in events.itertuples():
        named = [f"{side}: " in event.versions for side in SIDES.values()]
        assert all(named) if event.contested else event.versions == ""
    assert "not looked up" in " ".join(events["versions"]) and "none found" in " ".join(events["versions"])


def test_events_can_be_put_on_a_map_and_those_without_a_place_are_left_out(events):
    some = events[events["event_id"].isin(["2008-08-15", "2008-08-26"])]
    m = Map("Two events").add(some, name="Events", label="place", columns=["date"])
    assert m.table(base=False)["name"].tolist() == ["Tbilisi"]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ({"start": "2008-10-08", "end": "2008-08-07"}, EventError, "Swap the two"),
        ({"start": "August"}, DateError, "whole day"),
        ({"start": "03/04/2008"}, DateError, "3 April"),
        ({"place": "Tskinvali"}, PlaceError, "Tskhinvali"),
    ],
)
def test_a_mistake_gets_a_sentence(call, error, words):
    with pytest.raises(error, match=words):
        load_events(**call)


def test_versions_of_a_contested_event_stand_side_by_side():
    night = compare_versions("2008-08-07c")
    assert list(night.sides) == list(SIDES.values())
    html = night._repr_html_()
    assert html.count("flex:1 1 11em") == 5 and "Independent findings" in html
    assert "7 August 2008, 23:35" in repr(night) and "South Ossetia: " in repr(night)


def test_a_gap_says_what_kind_of_gap_it_is():
    entry = compare_versions("2008-08-25")
    assert entry.sides["South Ossetia"] == "none found" and entry.sides["independent"] == "not looked up"
    for form in (repr(entry).replace("\n", " "), entry._repr_html_()):
        assert all(meaning in form for meaning in GAPS.values())


def test_an_event_that_nobody_contests_says_so():
    signed = compare_versions("2008-08-15")
    assert signed.sides == {} and "No side was found to contest" in repr(signed) + signed._repr_html_()


def test_a_month_is_not_given_a_day_and_a_span_has_two_ends():
    assert compare_versions("1920-06-06").when == "June 1920"
    assert compare_versions("1993-09-27").when == "September 1993 to December 1993"
    assert compare_versions("2008-08-12e").when == "12 August 2008 to 5 September 2008"


def test_an_unknown_event_gets_the_nearest_ids():
    with pytest.raises(EventError, match="2008-08-07c"):
        compare_versions("2008-08-7c")


def test_texts_are_escaped():
    from courseutils.events import Versions

    assert "<b>" not in Versions("x", "<b>", "<b>", {"Georgia": "<b>"}, "<b>")._repr_html_()


def test_versions_need_no_pandas():
    code = "import sys, courseutils; courseutils.compare_versions('2008-08-15'); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"
