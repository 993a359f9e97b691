"""Loaded words in the tables: only where the row names who uses them, or tests them (lessons/words.csv has the reasons).

The rules are those of the build, courseutils.teach.content.words; here they are held against every table.
"""

import csv

import pytest

from courseutils._data import rows
from courseutils.teach.build import root
from courseutils.teach.content import words
from courseutils.teach.content.references import keyed, tables
from courseutils.teach.content.texts import Paragraph

LESSONS = root() / "lessons"
REASONS = words.reasons(LESSONS).rows


@pytest.mark.parametrize("table", words.OWN_VOICE)
def test_the_kits_own_voice_uses_no_loaded_word_without_a_reason(table):
    reasons = [row for row in REASONS if row["where"].startswith(f"{table}:")]
    found = words.own_voice(words.table_paragraphs(table))
    assert [f"{where}: {word}" for where, word, p in found if not words.reason_for(reasons, where, word, p)] == []


def test_every_table_has_its_own_voice_named_or_is_somebody_elses():
    others = {"sources", "states"}
    assert tables().keys() - others - words.OWN_VOICE.keys() == set()
    columns = {table: rows(table)[0].keys() for table in words.OWN_VOICE}
    assert {t: set(c) - columns[t] for t, c in words.OWN_VOICE.items() if set(c) - columns[t]} == {}


def test_reasons_about_tables_name_rows_that_exist():
    about = [row["where"].split(":", 1) for row in REASONS if ":" in row["where"]]
    assert len(about) > 20
    assert [name for name in about if name[1] not in keyed(name[0])] == []


def test_no_reason_outlives_its_word(tmp_path):
    with (tmp_path / "words.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([words.COLUMNS, ("chronology:2008-08-07a", "rebel", "", "no longer there")])
    said = words.problems(words.table_paragraphs("chronology"), tmp_path)
    assert any("'rebel' no longer stands in chronology:2008-08-07a" in sentence for sentence in said)


@pytest.mark.parametrize(
    "sentence", ["They crossed the border.", "a rebel enclave", "the Separatist regime", "invaded", "*occupied* land"]
)
def test_the_check_knows_a_loaded_word_when_it_sees_one(sentence):
    assert list(words.own_voice([Paragraph("chronology:made-up", sentence)]))
