"""Quotations, loaded words, versions, names: each rule broken once in a made text, and the real ones hold."""

import csv
import json

import pytest

from courseutils import _data
from courseutils._article.match import digest
from courseutils.teach.content import figures, names, quotations, texts, versions, words


def paragraphs(prose: str, where: str = "lesson 99"):
    return list(texts.paragraphs(prose, where))


def table(folder, name: str, columns, *rows) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


# Quotations ------------------------------------------------------------------------------------------


def quoted(prose: str, *rows) -> str:
    declared = [figures.Row(*row, "figures/99.csv, line 2") for row in rows]
    return "\n".join(quotations.problems(paragraphs(prose), declared, "lessons/figures/99.csv"))


def test_the_kept_quotations_are_those_of_the_original():
    assert quotations.article_problems() == []
    assert len(quotations.fingerprints()) == len(quotations.article_quotations()) == 7


@pytest.mark.parametrize("change", ["word", "hash lost", "quotation lost"])
def test_a_quotation_that_is_not_the_originals_is_named(change, monkeypatch):
    kept, hashes = quotations.article_quotations(), quotations.fingerprints()
    if change == "word":
        kept[1]["text"] = kept[1]["text"].replace("ruin", "spoil")
    elif change == "hash lost":
        del hashes["q2"]
    else:
        del kept[1]
    monkeypatch.setattr(quotations, "article_quotations", lambda: kept)
    monkeypatch.setattr(quotations, "fingerprints", lambda: hashes)
    (sentence,) = quotations.article_problems()
    assert "q2" in sentence


def test_a_hash_takes_any_quotation_marks_and_spaces_and_no_other_word():
    ruin = quotations.fingerprints()["q2"]
    assert digest("ruin  these\nnegotiations") == ruin != digest("ruin those negotiations")


SPOKEN = [
    'The article quotes him: "ruin these negotiations".',
    'The article has "we need to have some patience."',
    "\u201cannexation of two Georgian regions\u201d, he says in the article.",
]


@pytest.mark.parametrize("prose", SPOKEN)
def test_spoken_words_of_the_article_may_be_quoted(prose):
    assert quoted(prose) == ""


def test_words_of_a_table_may_be_quoted_word_for_word():
    cell = next(row["version_russia"] for row in _data.rows("claims") if row["claim_id"] == "c19")
    assert quoted(f'Russia says: "{cell}"') == ""
    assert "in no table" in quoted(f'Russia says: "{cell.replace("Georgian", "sheer Georgian")}"')


NOT_SAID = {
    'The article quotes him: "ruin those negotiations".': "none of its spoken words",
    'He said "spoil all these negotiations" that day.': "in no table",
    "He said 'spoil all these negotiations' that day.": "in no table",
    "He said \u201cspoil all these negotiations\u201d that day.": "in no table",
}


@pytest.mark.parametrize("prose", NOT_SAID)
def test_words_that_nobody_said_are_named(prose):
    assert NOT_SAID[prose] in quoted(prose)


def test_an_example_of_the_kits_own_may_be_declared():
    row = ("Which two questions do you ask?", ("lesson",), "an example")
    assert quoted('On a card: "Which two questions do you ask?"', row) == ""


def test_no_source_makes_other_words_the_articles():
    prose = 'The article says "spoil all these negotiations" there.'
    assert "none of its spoken words" in quoted(prose, ("spoil all these negotiations", ("sources:x",), "p. 1"))
    assert quoted(prose, ("spoil all these negotiations", ("lesson",), "a wrong answer")) == ""


@pytest.mark.parametrize(
    "prose", ['`find_quote("some other words")` helps.', 'Two "loose words" only.', "Ban's talks' end"]
)
def test_code_and_single_words_are_no_quotations(prose):
    assert quoted(prose) == ""


# Loaded words ----------------------------------------------------------------------------------------


def worded(folder, prose: str, *rows, only=None) -> str:
    table(folder, "words.csv", words.COLUMNS, *rows)
    return "\n".join(words.problems(paragraphs(prose), folder, only))


LOADED = ["They crossed the border.", "The Separatist regime fell.", "## The invasion", "*The occupation*", "a rebel"]


@pytest.mark.parametrize("prose", LOADED)
def test_a_loaded_word_in_the_kits_own_voice_is_named(prose, tmp_path):
    assert "stands in the kit's own voice (lesson 99, at" in worded(tmp_path, prose)


APART = [
    "## Whose border?",
    "Georgian officials prefer *occupied regions*.",
    'The court used the word "annexation" here.',
    "Run `border` once.",
    "An orderly boundary line, a borderline case.",
]


@pytest.mark.parametrize("prose", APART)
def test_a_word_with_its_speaker_or_in_a_question_may_stand(prose, tmp_path):
    assert worded(tmp_path, prose) == ""


def test_a_reason_covers_its_word_in_its_paragraph_only(tmp_path):
    row = ("99", "border", "both lie next", "a verb")
    assert worded(tmp_path, "Both lie next to the border.", row) == ""
    assert "own voice" in worded(tmp_path, "Both lie next to it.\n\nThey crossed the border.", row)
    assert "own voice" in worded(tmp_path, "Both lie next to the border.", ("98", *row[1:]))


def test_no_reason_outlives_its_word_or_stands_empty(tmp_path):
    assert "'border' no longer stands in 99" in worded(tmp_path, "Nothing.", ("99", "border", "", "a verb"))
    assert "has no reason" in worded(tmp_path, "The border.", ("99", "border", "", " "))
    assert worded(tmp_path, "Nothing.", ("98", "border", "", "a verb"), only="99") == ""


# Versions --------------------------------------------------------------------------------------------


def test_no_contested_row_has_a_silent_gap():
    assert versions.problems() == []


@pytest.mark.parametrize("name", versions.CONTESTED)
def test_a_silent_gap_is_named(name):
    row = next(row for row in _data.rows(name) if row["contested"])
    assert list(versions.gaps(name, row)) == []
    for value in (None, " "):
        (sentence,) = versions.gaps(name, {**row, "version_abkhazia": value})
        assert "version_abkhazia is empty" in sentence and "none found" in sentence
    assert list(versions.gaps(name, {**row, "contested": False, "version_abkhazia": None})) == []


# Names -----------------------------------------------------------------------------------------------


def named(folder, prose: str, *rows) -> str:
    table(folder, "names.csv", names.COLUMNS, *rows)
    return "\n".join(names.problems(paragraphs(prose), folder))


WRONG_NAMES = {
    "Tskhinvaly": "Tskhinvali", "Sukkumi": "Sukhumi", "Akhalgory": "Akhalgori", "Abhazia": "Abkhazia",
    "Saakashvilli": "Saakashvili", "Shambah": "Shamba", "Bokerya": "Bokeria", "Nicaragva": "Nicaragua",
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG_NAMES)
def test_a_misspelt_name_is_named_with_the_right_one(wrong, tmp_path):
    assert f"{wrong!r} looks like the name {WRONG_NAMES[wrong]!r}" in named(tmp_path, f"They met in {wrong} then.")


FINE = "Tskhinvali Tskhinval Sukhum Sokhumi Aqwa Leningor Abkhaz Ossetians Georgian Russians Shamba's Venezuelan German Friday"


@pytest.mark.parametrize("word", [*FINE.split(), "Chamba", "Predict", "Moscow", "October"])
def test_a_known_spelling_and_a_common_word_pass(word, tmp_path):
    assert named(tmp_path, f"They met {word} then.") == ""


def test_a_reason_lets_a_spelling_stand_and_does_not_outlive_it(tmp_path):
    assert named(tmp_path, "They met in Tskhinvaly then.", ("Tskhinvaly", "a title")) == ""
    assert "'Tskhinvaly' is nowhere" in named(tmp_path, "They met.", ("Tskhinvaly", "a title"))


def test_a_key_that_no_table_knows_is_named_with_the_nearest(monkeypatch):
    assert names.key_problems() == []
    rows = names._data.rows
    wrong = {"place_id": "tskhinvaly"}
    monkeypatch.setattr(
        names._data, "rows", lambda t: [{**row, **wrong} for row in rows(t)] if t == "buffer_zone" else rows(t)
    )
    (sentence,) = names.key_problems()
    assert "buffer_zone.csv: no other table knows the place_id 'tskhinvaly'. Did you mean tskhinvali" in sentence


def test_names_in_the_article_are_known(monkeypatch):
    assert names.article_problems() == []
    article = json.loads(_data.read_bytes("article"))
    article["paragraphs"][1]["actors"].append("shambaa")
    monkeypatch.setattr(names._data, "read_bytes", lambda name: json.dumps(article).encode())
    (sentence,) = names.article_problems()
    assert "no table of actors has 'shambaa'. Did you mean shamba?" in sentence
