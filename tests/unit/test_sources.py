"""Citations: every source of every table, in one plain form."""

import csv
import json

import pytest

from courseutils._data import data_dir, rows
from courseutils.layers import load_table
from courseutils.places import place
from courseutils.sources import ARTICLE, SourceError, cite, sources_for

with (data_dir() / "sources.csv").open(encoding="utf-8", newline="") as file:
    SOURCES = {row["source_id"]: row for row in csv.DictReader(file)}
PACKAGE = json.loads((data_dir() / "datapackage.json").read_text(encoding="utf-8"))


def columns_with_sources() -> list[tuple[str, str]]:
    found = []
    for entry in [entry for entry in PACKAGE["resources"] if entry["format"] == "csv"]:
        for field in entry.get("schema", {}).get("fields", []):
            if (
                field["name"] in ("source_id", "source_ids", "more_source_ids", "coord_source_id")
                and entry["name"] != "sources"
            ):
                found.append((entry["name"], field["name"]))
    return found


def test_every_source_is_cited_in_one_line_with_what_is_known():
    for source_id, row in SOURCES.items():
        text = cite(source_id)
        assert text.startswith(row["title"]) and row["publisher"] in text and (row["url"] or "No link") in text
        assert "\n" not in text and "None" not in text and text.endswith("looked up).")


@pytest.mark.parametrize(
    ("source_id", "text"),
    [
        (
            ARTICLE,
            "Russia, Georgia to Hold Dueling Peace Talks as Planned Meeting Collapses. Antiwar.com News (Jason Ditz), "
            "15 October 2008. https://news.antiwar.com/2008/10/14/as-peace-talks-loom-saakashvili-issues-demands/ (looked up).",
        ),
        (
            "abkhazworld-shamba-2009",
            "Interview with S. Shamba (Vremya Novostei). AbkhazWorld, July 2009. "
            "https://abkhazworld.com/aw/interview/116-shamba-interview-vnovostei-09 (looked up).",
        ),
        (
            "coords-memory",
            "Coordinate from general knowledge or interpolated between neighbouring gazetteer points. "
            "compiled by the authors of the kit, no date. No link (from general knowledge, not looked up).",
        ),
    ],
)
def test_the_form_of_a_citation(source_id, text):
    assert cite(source_id) == text


def test_a_date_is_printed_only_as_exactly_as_it_is_known():
    for row in (row for row in SOURCES.values() if row["date"]):
        year, _, day = row["date"].split("-")
        text = cite(row["source_id"])
        for shown in (row["title"], row["publisher"], row["url"]):
            text = text.replace(shown, "", 1)
        assert f"{year}. " in text
        assert (f" {int(day)} " in text) == (row["date_precision"] == "day")


@pytest.mark.parametrize(("name", "column"), columns_with_sources())
def test_every_source_that_a_table_names_can_be_cited(name, column):
    named = [i for row in rows(name) for i in (row[column] or "").split(";") if i]
    assert named and set(cite(named).splitlines()) <= set(sources_for(name))
    assert len(sources_for(name)) == len(set(sources_for(name)))


def test_several_sources_give_one_line_each_and_each_once():
    both = cite(["civil-rice-2008", ARTICLE, "civil-rice-2008"])
    assert (
        both.splitlines()
        == [cite("civil-rice-2008"), cite(ARTICLE)]
        == cite(f"civil-rice-2008; {ARTICLE}").splitlines()
    )


def test_rows_tables_columns_and_places_carry_their_sources():
    claims = load_table("claims")
    assert cite(claims) == cite(claims["source_ids"]) == cite(rows("claims"))
    assert cite(claims.iloc[0]) == cite(rows("claims")[0])
    assert cite(place("Gori")) == cite(place("Gori").source_id)


@pytest.mark.parametrize(
    ("wrong", "reply"),
    [
        ("civil-rice", "Did you mean civil-rice-2008"),
        ("unvotes-datasets", "unvotes-dataset"),
        ("qqq", r"All ids: load_table\('sources'\)"),
        (None, "No source is given"),
        ([], "No source is given"),
        (float("nan"), "No source is given"),
        (3, "3 names no source"),
    ],
)
def test_what_cannot_be_cited_gets_a_sentence(wrong, reply):
    with pytest.raises(SourceError, match=reply):
        cite(wrong)


@pytest.mark.parametrize("asked", [4, "4", "paragraph 4", "Paragraph 4"])
def test_sources_for_a_paragraph_are_the_article_and_those_of_its_claims(asked):
    ids = [i for row in rows("claims") if row["paragraph"] == 4 for i in row["source_ids"].split(";")]
    assert sources_for(asked) == cite([ARTICLE, *ids]).splitlines()


def test_every_paragraph_has_sources_and_there_is_no_seventh():
    assert all(sources_for(number)[0] == cite(ARTICLE) for number in range(7))
    with pytest.raises(SourceError, match="no 7"):
        sources_for(7)


@pytest.mark.parametrize("entry", PACKAGE["resources"], ids=lambda entry: entry["name"])
def test_everything_described_has_a_source(entry):
    assert sources_for(entry["name"])


def test_an_unknown_table_gets_the_nearest_name():
    with pytest.raises(SourceError, match="Did you mean places"):
        sources_for("plases")
