"""Lessons 0 and 1: keys come from the data, each likely mistake gets its own reply, the text states what the data say."""

import ast
import re
from pathlib import Path

import pytest

from courseutils._data import rows
from courseutils.article import find_quote, load_article
from courseutils.checks import answer_to
from courseutils.exercises import exercise, lesson_01

LESSON = Path(__file__).resolve().parents[2] / "lessons" / "01_read_the_source.py"
REPORTS = {report["report_id"]: report for report in rows("same_day_reports")}


def value(task, item):
    return item.value.get(task.parameters) if hasattr(item, "value") else item.get(task.parameters)


def test_hints_do_not_hold_the_whole_answer():
    silent = exercise("01-5")
    assert "South Ossetia" not in " ".join(silent.hints)
    assert not all(f'"{report}"' in " ".join(exercise("01-4").hints) for report in value_of("01-4"))


def value_of(task_id):
    return value(exercise(task_id), exercise(task_id).expected)


def test_a_half_filled_dictionary_says_how_far_it_is():
    reply = answer_to(exercise("01-1"), {"c01": "report", "c03": ..., "c13": "Report "})
    assert reply.state == "not yet"
    assert "2 of 8 fit so far" in reply.message


def test_a_blank_dictionary_is_not_attempted():
    assert answer_to(exercise("01-1"), dict.fromkeys(lesson_01.STATEMENTS, ...)).state == "not attempted"


def test_kinds_agree_with_the_article_paragraph_by_paragraph():
    """A claim or report may hold no quotation of its speaker; a quotation must."""
    statements = {row["claim_id"]: row for row in rows("claims")}
    for claim_id, kind in value_of("01-1").items():
        row = statements[claim_id]
        quoted = {q.actor_id for q in load_article()[row["paragraph"]].quotations}
        assert (row["actor_id"] in quoted) == (kind == "quotation")
        assert kind != "report" or row["speaker"] == "article"
        assert kind != "report" or row["type"] == "fact"


def test_the_words_of_01_2_are_in_the_article():
    everything = " ".join(paragraph.text for paragraph in load_article())
    for word, speaker in value_of("01-2").items():
        assert word.removesuffix("s") in everything
        assert speaker == "the article" or find_quote(word)[0].speaker.endswith(speaker)


@pytest.mark.parametrize("statement_type", ["fact", "legal-characterisation", "attribution"])
def test_contested_count_follows_the_parameter(statement_type):
    count = sum(row["contested"] for row in rows("claims") if row["type"] == statement_type)
    reply = answer_to(exercise("01-3"), count, {"statement_type": statement_type})
    assert reply.state == "right"


def test_every_voice_has_a_side():
    voices = {voice for report in REPORTS.values() for voice in report["voices_quoted"].split("; ")}
    assert voices == set(lesson_01.SIDE_OF)


def test_lesson_and_key_give_each_voice_the_same_side():
    """The notebook finds sides by words; the key has a list. They must agree for every voice."""
    table = re.search(r"^words = (\{.*?\})$", LESSON.read_text(encoding="utf-8"), re.S | re.M)
    patterns = ast.literal_eval(table[1])
    for voice, side in lesson_01.SIDE_OF.items():
        assert [s for s, words in patterns.items() if re.search(words, voice)][-1] == side


def test_figures_in_the_text_of_the_lesson_are_those_of_the_data():
    assert len(REPORTS) == 9
    assert sorted(value_of("01-4")) == ["ajanskafkas", "ap", "article"]
    assert list(exercise("01-4").options) == list(REPORTS)
    assert lesson_01.reports_quoting_each_side() == {"Abkhazia": 5, "Georgia": 7, "Russia": 4, "South Ossetia": 0}
    silent = [r for r in REPORTS.values() if re.search("Not given|no beginning given", r["how_the_war_began"])]
    assert len(silent) == 4
    assert lesson_01.reports_that_pass_on_an_accusation() == ["voa", "swissinfo", "ria"]


def test_who_says_so_agrees_with_the_words_of_the_report():
    """Whoever reads the cell must come to the label: a speaker before a colon or reported, small words, or neither."""
    signs = {
        "passed on from Georgia": r"^(A )?Georgian delegat\w+:|^Nobody named; Saakashvili reported",
        "each side accuses the other": r"^(Each|Both sides) ",
        "nobody": r"^Nobody named: ",
    }
    for report in REPORTS.values():
        found = [label for label, sign in signs.items() if re.search(sign, report["who_stayed_away"])]
        assert found == ([] if report["who_says_so"] == "own voice" else [report["who_says_so"]])


def test_minutes_in_class_add_up_to_a_lesson():
    """Reading, exercises and quiz state their minutes; with recall and share-out they fit 45 to 50."""
    text = LESSON.read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if re.match(r"# ## ", line) and "at home" not in line]
    fixed = [int(m[1]) for line in headings if (m := re.search(r"\((\d+) min\)", line))]
    shortest, longest = map(int, re.search(r"\((\d+) to (\d+) min\)", text).groups())
    assert 45 <= sum(fixed) + shortest <= sum(fixed) + longest <= 50


def test_chochiev_is_quoted_in_the_second_item_only():
    assert "Chochiev" in REPORTS["civil"]["note"]
    assert not any("Chochiev" in report["voices_quoted"] for report in REPORTS.values())


def test_the_model_answer_has_the_right_length():
    text = LESSON.read_text(encoding="utf-8")
    model = re.search(r'BEGIN SOLUTION\nmy_report = """(.*?)"""', text, re.S)[1]
    assert answer_to(exercise("01-6"), model).state == "written"
    assert answer_to(exercise("01-6"), "Too short.").state == "not yet"


def test_every_form_of_the_first_map_holds_the_note_of_00_2():
    """Whoever cannot see the map must be able to answer from its words or its table."""
    from courseutils import Map, describe_map

    note = f"control and status {value_of('00-2')}"
    m = Map("Georgia and its neighbours", viewpoint="un", area="georgia")
    assert note in describe_map(m)
    table = m.table()
    assert set(table[table["kind"] == "region"]["note"]) == {note}
