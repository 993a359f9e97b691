"""Loaded words in the kit's own voice: only where the row names who uses them, or tests them.

The naming policy (guide) binds what the kit says itself. Version columns, the claims that the article makes, titles
of documents and what other newsrooms wrote are exempt: they are other people's words.
"""

import csv
import re
from pathlib import Path

import pytest

TABLES = Path(__file__).resolve().parents[2] / "data" / "tables"
OWN_VOICE = {
    "places": ["admin", "why"],
    "buffer_zone": ["item", "territory", "definition"],
    "actors": ["office_at_the_time", "note"],
    "claims": ["evidence_summary"],
    "agreements": ["name", "commitment", "note"],
    "chronology": ["event", "note"],
    "comparators": ["parent_state", "note"],
    "figures": ["subject", "measure", "claimed_by", "note"],
    "geneva": ["what_happened", "participants_note"],
    "recognitions": ["status_note"],
    "un_votes": ["difference", "note"],
    "un_rollcall": ["note"],
    "satellite_damage": ["area", "note"],
    "same_day_reports": ["note"],
    "glossary": ["term", "meaning"],
    "paragraph_events": ["why"],
}
LOADED = re.compile(
    r"\b(borders?|enclaves?|incursions?|invasions?|invad\w+|aggress\w+|liberat\w+|occup\w+|annex\w+|separatis\w+"
    r"|secession\w+|regimes?|puppets?|prox(?:y|ies)|rebels?|genocid\w+|ethnic cleansing|passportisation"
    r"|terroris\w+|peacekeep\w+|peace enforcement|constitutional order)\b",
    re.IGNORECASE,
)
WORD_ITSELF = "the row tests this very word"
NAMED = "the row names the speaker, court or report whose word it is"
TITLE = "name of a law or wording of an agreement"
MANDATE = "peacekeeping under the agreements of 1992 and 1994, before the war"
# table, key of the row, word -> why it may stand
ALLOWED = {
    ("buffer_zone", "sarkozy-letter-2008", "peacekeepers"): TITLE,
    ("buffer_zone", "russian-zone-2008", "peacekeepers"): NAMED,
    ("claims", "c07", "enclave"): WORD_ITSELF,
    ("claims", "c11", "annexation"): WORD_ITSELF,
    ("claims", "c12", "ethnic cleansing"): NAMED,
    ("claims", "c19", "incursion"): WORD_ITSELF,
    ("claims", "c19", "border"): WORD_ITSELF,
    ("agreements", "six-point-5", "peacekeepers"): TITLE,
    ("agreements", "treaties-2008", "borders"): TITLE,
    ("agreements", "occupied-territories-law", "occupied"): TITLE,
    ("chronology", "1992-05-20", "genocide"): NAMED,
    ("chronology", "1992-06-24", "peacekeeping"): MANDATE,
    ("chronology", "1994-05-14", "peacekeepers"): MANDATE,
    ("chronology", "1994-12-06", "ethnic cleansing"): NAMED,
    ("chronology", "2008-03-21", "peacekeeping"): MANDATE,
    ("chronology", "2008-04-29", "peacekeeping"): MANDATE,
    ("chronology", "2008-08-07a", "peacekeeping"): MANDATE,
    ("chronology", "2008-08-08a", "peacekeepers"): MANDATE,
    ("chronology", "2008-08-08a", "constitutional order"): NAMED,
    ("chronology", "2008-08-08c", "peacekeepers"): MANDATE,
    ("chronology", "2008-08-12c", "peace enforcement"): NAMED,
    ("chronology", "2008-08-28", "occupied"): NAMED,
    ("chronology", "2008-10-23", "occupied"): TITLE,
    ("chronology", "2009-09-30", "ethnic cleansing"): NAMED,
    ("chronology", "2009-09-30", "genocide"): NAMED,
    ("comparators", "Palestine", "occupied"): NAMED,
    ("figures", "jpkf-each", "peacekeeping"): MANDATE,
    ("figures", "posts-six", "peacekeeping"): NAMED,
    ("glossary", "administrative-boundary-line", "border"): NAMED,
    ("glossary", "administrative-boundary-line", "occupation"): NAMED,
}


def loaded(table: str) -> set[tuple[str, str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (table, next(iter(row.values())), word.group().lower())
        for row in rows
        for column in OWN_VOICE[table]
        for word in LOADED.finditer(row[column])
    }


@pytest.mark.parametrize("table", OWN_VOICE)
def test_the_kits_own_voice_uses_no_loaded_word_without_a_reason(table):
    assert sorted(loaded(table) - set(ALLOWED)) == []


@pytest.mark.parametrize("table", OWN_VOICE)
def test_no_reason_outlives_its_word(table):
    assert sorted({key for key in ALLOWED if key[0] == table} - loaded(table)) == []


@pytest.mark.parametrize(
    "sentence", ["They crossed the border.", "a rebel enclave", "the Separatist regime", "invaded"]
)
def test_the_check_knows_a_loaded_word_when_it_sees_one(sentence):
    assert LOADED.search(sentence)
