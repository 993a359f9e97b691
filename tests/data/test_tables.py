"""The tables: sources and places exist, no silent gaps, dates and sums agree, unknown is said to be unknown."""

import csv
import datetime as dt
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from courseutils import _data

DATA = Path(__file__).resolve().parents[2] / "data"
TODAY = dt.date(2026, 11, 24)
NAMES = [
    "places", "buffer_zone", "actors", "claims", "agreements", "chronology", "comparators", "figures",
    "geneva", "recognitions", "un_votes", "un_rollcall", "same_day_reports", "satellite_damage", "statehood", "glossary", "sittings", "seats",
]  # fmt: skip
# Looked for in vain, or not looked for at all: a reader must be able to tell the two apart.
GAPS = {"none found", "not looked up"}
SIDES = ["georgia", "abkhazia", "south_ossetia", "russia", "independent"]
SOURCES = {row["source_id"]: row for row in _data.rows("sources")}
PLACES = {row["place_id"]: row for row in _data.rows("places")}


def raw(name: str) -> list[dict]:
    path = DATA / _data.resource(name)["path"]
    return list(csv.DictReader(path.open(encoding="utf-8", newline="")))


def cells(name: str):
    return [(number, column, text) for number, row in enumerate(raw(name), 2) for column, text in row.items()]


# Sources


@pytest.mark.parametrize("name", NAMES)
def test_every_source_exists(name):
    used = [
        (number, part)
        for number, column, text in cells(name)
        if column.endswith(("source_id", "source_ids")) and text
        for part in text.split(";")
    ]
    assert used
    assert [pair for pair in used if pair[1] not in SOURCES] == []


@pytest.mark.parametrize("name", [*NAMES, "sources"])
def test_sources_named_inside_a_text_exist(name):
    # Keys look like civil-unga-2018 or six-point-2008-08-12: lower case, hyphens, a year.
    key = re.compile(r"(?<![\w/.-])(?!mid-)[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:19|20)\d\d(?:-\d\d)*(?![\w/.-])")
    texts = [cell for cell in cells(name) if not cell[1].endswith(("_id", "url", "publisher"))]
    unknown = [(n, hit) for n, _, text in texts for hit in key.findall(text) if hit not in SOURCES]
    assert unknown == []


def test_no_document_stands_twice_in_the_sources():
    titles = Counter(row["title"].casefold() for row in SOURCES.values())
    addresses = Counter((row["url"], row["date"]) for row in SOURCES.values() if row["url"])
    assert [title for title, count in titles.items() if count > 1] == []
    assert [address for address, count in addresses.items() if count > 1] == []


def test_the_date_of_a_source_and_its_precision_go_together():
    assert [key for key, row in SOURCES.items() if bool(row["date"]) != bool(row["date_precision"])] == []
    assert [key for key, row in SOURCES.items() if row["date"] and row["date"] > TODAY] == []


# Versions


@pytest.mark.parametrize("name", ["claims", "chronology"])
def test_contested_rows_have_five_versions_and_no_silent_gap(name):
    rows = [row for row in raw(name) if row["contested"] == "true"]
    assert len(rows) > 10
    gaps = [next(iter(row.values())) for row in rows for side in SIDES if not row["version_" + side].strip()]
    assert gaps == []


@pytest.mark.parametrize("name", ["claims", "chronology"])
def test_rows_that_nobody_contests_have_no_versions(name):
    rows = [row for row in raw(name) if row["contested"] == "false"]
    assert len(rows) > 5
    assert [row for row in rows for side in SIDES if row["version_" + side]] == []


@pytest.mark.parametrize("name", ["claims", "chronology"])
def test_a_gap_is_said_in_the_same_words_everywhere(name):
    said = {text for _, column, text in cells(name) if column.startswith("version_")}
    start = ("none", "None", "not found", "not looked", "Not looked", "no one", "unknown")
    assert {text for text in said if text.startswith(start)} <= GAPS


@pytest.mark.parametrize("name", ["claims", "chronology"])
def test_the_descriptor_explains_both_kinds_of_gap(name):
    fields = {field["name"]: field["description"] for field in _data.resource(name)["schema"]["fields"]}
    assert all(f"'{gap}'" in fields["version_georgia"] for gap in GAPS)


@pytest.mark.parametrize("name", ["claims", "chronology"])
def test_no_side_speaks_with_the_words_of_another(name):
    given = [[row["version_" + side] for side in SIDES] for row in raw(name) if row["contested"] == "true"]
    own = [[text for text in texts if text not in GAPS] for texts in given]
    assert [texts for texts in own if len(set(texts)) < len(texts)] == []


@pytest.mark.parametrize("name", ["claims", "chronology"])
def test_a_contested_row_tells_at_least_two_versions(name):
    rows = [row for row in raw(name) if row["contested"] == "true"]
    assert [row for row in rows if sum(row["version_" + side] not in GAPS for side in SIDES) < 2] == []


@pytest.mark.parametrize("name", ["claims", "chronology"])
def test_abkhaz_and_south_ossetian_views_stand_under_their_own_names(name):
    # What the Russian column or a note says must not be theirs.
    theirs = re.compile(
        r"second version|(?:Abkhaz|South Ossetian) (?:officials|authorities|side|view)[^.;]*(?:: |\bsa(?:y|id)\b)"
    )
    held = [
        (n, c) for n, c, text in cells(name) if c in {"version_russia", "version_independent"} and theirs.search(text)
    ]
    assert held == []
    assert not [n for n, c, text in cells(name) if c == "note" and "second version" in text]


def test_every_sitting_is_told_by_all_sides_and_has_all_seats():
    sittings, seats = raw("sittings"), raw("seats")
    gaps = [row["sitting_id"] for row in sittings for side in SIDES if not row["version_" + side].strip()]
    assert gaps == []
    named = {row["seat"] for row in seats}
    held = {row["sitting_id"]: {s["seat"] for s in seats if s["sitting_id"] == row["sitting_id"]} for row in sittings}
    assert len(named) == 9 and set(map(frozenset, held.values())) == {frozenset(named)}
    assert {s["presence"] for s in seats if s["role"] == "no seat"} <= {"no seat", "not known"}


def test_each_criterion_of_statehood_is_argued_for_and_against_for_both_territories():
    rows = raw("statehood")
    pairs = Counter((row["criterion"], row["territory"]) for row in rows)
    assert len(pairs) == len(rows) == 10 and len({criterion for criterion, _ in pairs}) == 5
    for side in ("argued_for", "argued_against", "argued_for_by", "argued_against_by"):
        assert all(row[side].strip() for row in rows)
    # Neither side gets much more room than the other, and each speaks under its own name.
    lengths = [sum(len(row[side]) for row in rows) for side in ("argued_for", "argued_against")]
    assert 0.7 < lengths[0] / lengths[1] < 1.4
    own = {"Abkhazia": "Abkhaz authorities", "South Ossetia": "South Ossetian authorities"}
    assert all(row["argued_for_by"].startswith(own[row["territory"]]) for row in rows)


# Dates


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_plausible(name):
    days = [value for row in _data.rows(name) for value in row.values() if isinstance(value, dt.date)]
    assert all(dt.date(1900, 1, 1) < day <= TODAY for day in days)


def test_events_end_after_they_begin_and_keep_their_order():
    rows = _data.rows("chronology")
    assert [row["event_id"] for row in rows if row["date_end"] and row["date_end"] < row["date"]] == []
    assert all(row["event_id"].startswith(row["date"].isoformat()[:7]) for row in rows)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)


def test_precision_says_what_the_clock_time_shows():
    for row in _data.rows("chronology"):
        exact = bool(re.fullmatch(r"\d\d:\d\d", row["time_local"] or ""))
        assert (row["precision"] == "minute") == exact, row["event_id"]
        assert (row["precision"] == "hour") == (row["time_local"] or "").startswith("ca."), row["event_id"]


def test_a_commitment_is_not_fulfilled_before_it_was_made():
    late = [r for r in _data.rows("agreements") if r["fulfilled_on"] and r["fulfilled_on"] < r["date"]]
    assert late == []


# Places


def scripts(text: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_place_is_named_in_each_script(place):
    assert scripts(place["name"]) == {"LATIN"}
    assert scripts(place["name_ka"]) == {"GEORGIAN"}
    assert scripts(place["name_ru"]) == {"CYRILLIC"}
    assert bool(place["name_local"]) == bool(place["local_language"])
    # Ossetian ae may be the Latin letter of the same shape.
    assert scripts(place["name_local"] or "") <= {"CYRILLIC", "LATIN"}


def test_places_lie_in_and_around_georgia():
    assert all(41 < place["lat"] < 44 and 39 < place["lon"] < 47 for place in PLACES.values())
    assert all(100 <= place["accuracy_m"] <= 5000 for place in PLACES.values())


def test_local_names_have_the_right_language():
    for place in PLACES.values():
        west = place["lon"] < 43
        assert place["local_language"] in {None, "abkhaz" if west else "ossetian"}, place["place_id"]


@pytest.mark.parametrize("name", ["buffer_zone", "chronology", "satellite_damage"])
def test_places_of_other_tables_exist(name):
    used = {row["place_id"] for row in _data.rows(name)} - {None}
    assert used and used <= set(PLACES)


def test_posts_have_the_coordinates_of_their_places():
    for row in _data.rows("buffer_zone"):
        if row["place_id"]:
            place = PLACES[row["place_id"]]
            assert (row["lat"], row["lon"]) == (place["lat"], place["lon"]), row["item_id"]


# Numbers


def test_damage_adds_up():
    for row in _data.rows("satellite_damage"):
        if row["destroyed"]:
            assert row["destroyed"] + row["severely_damaged"] == row["destroyed_or_severe"]
    assert [row["place_id"] for row in _data.rows("satellite_damage") if row["is_total"]] == ["tskhinvali"]


def test_the_share_of_the_two_regions_follows_from_the_areas():
    value = {row["figure_id"]: row["value"] for row in _data.rows("figures")}
    share = 100 * (value["area-abkhazia"] + value["area-south-ossetia"]) / value["area-georgia"]
    assert abs(share - value["share-two-regions"]) < 0.1


def test_ranges_hold_their_value():
    for row in _data.rows("comparators"):
        middle = row["un_member_recognisers"]
        assert row["recognisers_min"] <= (middle or row["recognisers_max"]) <= row["recognisers_max"]


def test_claims_name_a_known_speaker_and_paragraph():
    actors = {row["actor_id"] for row in _data.rows("actors")}
    assert all(row["actor_id"] in actors and 0 <= row["paragraph"] <= 6 for row in _data.rows("claims"))


# Form


@pytest.mark.parametrize("name", [*NAMES, "sources"])
def test_cells_are_clean_text(name):
    for number, column, text in cells(name):
        place = f"{name}.csv line {number}, {column}"
        assert text == text.strip() and "  " not in text and "\n" not in text, place
        assert text == unicodedata.normalize("NFC", text), place
