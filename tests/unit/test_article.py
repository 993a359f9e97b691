"""The article module: numbering, links to the tables, quotations, words that are not ours, display."""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from courseutils._article.add import add_original, read_text
from courseutils._article.match import digest, find_paragraphs, normalise
from courseutils._data import DataError, data_dir, read_bytes, rows
from courseutils.article import find_quote, fingerprints, load_article

PLACES = {"Geneva", "Russia", "Georgia", "Abkhazia", "South Ossetia", "United States"}


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / "workbook"))
    return tmp_path / "workbook"


def originals() -> list[Path]:
    """The user's copy: COURSE_ORIGINAL, or a folder ``shared/article`` beside the repository."""
    named = os.environ.get("COURSE_ORIGINAL")
    beside = data_dir().parents[1] / "shared" / "article"
    return [Path(named)] if named else sorted(beside.glob("*.txt"))


def test_headline_and_six_paragraphs_are_numbered(workbook):
    article = load_article()
    assert [p.number for p in article] == [0, 1, 2, 3, 4, 5, 6]
    assert not article.is_original
    assert article[4] == article.paragraph(4)
    assert "python3 course.py article add FILE" in article.note


@pytest.mark.parametrize("number", [7, -1, "four", None])
def test_unknown_paragraph_gets_a_sentence(number):
    with pytest.raises(DataError, match=r"paragraphs 0 \(the headline\) to 6"):
        load_article()[number]


def test_show_keeps_only_the_named_paragraphs():
    assert [p.number for p in load_article().show(5, 2)] == [5, 2]
    assert len(load_article().show()) == 7


def test_claims_and_actors_agree_with_the_tables():
    for paragraph in load_article():
        number = paragraph.number
        claims = [c["claim_id"] for c in rows("claims") if int(c["paragraph"]) == number]
        actors = {a["actor_id"] for a in rows("actors") if str(number) in str(a["paragraphs"] or "").split(";")}
        assert list(paragraph.claims) == claims
        assert set(paragraph.actors) == actors
        assert set(paragraph.places) <= PLACES


def test_quotations_are_short_and_stand_in_their_paragraph():
    names = {a["actor_id"]: a["name"] for a in rows("actors")}
    for paragraph in load_article():
        spoken = re.findall('"([^"]+)"', paragraph.text)
        assert spoken == [q.text for q in paragraph.quotations]
        for quotation in paragraph.quotations:
            assert len(quotation.text.split()) <= 25
            assert quotation.speaker == names[quotation.actor_id]
            assert quotation.actor_id in paragraph.actors


def test_quotations_have_the_fingerprints_of_the_original():
    known = {q["quotation_id"]: q["sha256"] for q in json.loads(read_bytes("article_fingerprints"))["quotations"]}
    assert known == {q.quotation_id: digest(q.text) for q in load_article().quotations}


@pytest.mark.parametrize(
    "text, speaker, paragraph",
    [("patience", "Ban Ki-moon", 6), ("PROXY", "Giga Bokeria", 2), ('"occupation"', "Mikheil Saakashvili", 3)],
)
def test_find_quote_names_speaker_and_paragraph(text, speaker, paragraph):
    (quotation,) = find_quote(text)
    assert (quotation.speaker, quotation.paragraph) == (speaker, paragraph)


def test_find_quote_finds_all_of_a_speaker():
    assert {q.paragraph for q in find_quote("Bokeria")} == {2, 3}


def test_find_quote_offers_the_nearest_word():
    assert not find_quote("pateince")
    assert "Did you mean patience" in repr(find_quote("pateince"))
    assert "Write the word" in repr(find_quote(" "))
    assert "Nobody is quoted" in repr(find_quote("incursion"))


class _Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.seen, self.open, self.attributes = [], [], {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.open.append(tag)
        self.attributes.setdefault(tag, dict(attrs))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_display_is_well_formed_and_marks_every_quotation(workbook):
    article = load_article()
    tags = _Tags(article._repr_html_())
    assert not tags.open
    assert tags.seen.count("mark") == len(article.quotations) == 7
    assert tags.attributes["article"]["lang"] == "en"
    assert tags.attributes["a"]["href"] == article.metadata["link"]
    assert "<script" not in article._repr_html_()
    assert "<mark" in article[2]._repr_html_()


def test_fingerprints_have_the_right_form():
    known = fingerprints()
    assert [f["number"] for f in known] == [0, 1, 2, 3, 4, 5, 6]
    assert all(re.fullmatch("[0-9a-f]{64}", f["sha256"]) and f["characters"] > 40 for f in known)
    assert len({f["sha256"] for f in known}) == 7


def test_a_file_that_is_not_the_article_is_named_and_not_shown(workbook):
    workbook.mkdir()
    (workbook / "original.txt").write_text("Something else.", encoding="utf-8")
    article = load_article()
    assert not article.is_original
    assert "is not used" in article.note
    assert article[1].text.startswith("The article says")


def test_a_hub_names_the_file_of_the_original_and_a_students_own_copy_comes_first(workbook, tmp_path, monkeypatch):
    hubs = tmp_path / "secret.txt"
    hubs.write_text("Something else.", encoding="utf-8")
    monkeypatch.setenv("COURSE_ARTICLE", str(hubs))
    assert str(hubs) in load_article().note
    workbook.mkdir()
    (workbook / "original.txt").write_text("Something else.", encoding="utf-8")
    assert str(workbook / "original.txt") in load_article().note
    (workbook / "original.txt").unlink()
    hubs.unlink()
    assert "not used" not in load_article().note


def test_the_original_where_there_is_one(workbook):
    """With a copy of the original: it is recognised, shown, and the retelling repeats none of its sentences.

    Without one: the kit shows the retelling and publishes no paragraph whose fingerprint is the original's.
    """
    files = originals()
    retold = load_article()
    assert not [p for p in retold if digest(p.text) in {f["sha256"] for f in fingerprints()}]
    for file in files:
        report = add_original(file)
        assert report.ok, report.lines()
        article = load_article()
        assert article.is_original
        assert _Tags(article._repr_html_()).seen.count("mark") == 7
        assert all(q.text in article[q.paragraph].text for q in article.quotations)
        assert not shared_runs(read_text(file), retold)


def shared_runs(original: str, retold, length: int = 6) -> set[tuple[str, ...]]:
    """Runs of ``length`` words that stand in the original and, outside quotation marks, in the retelling."""

    def runs(text):
        words = re.findall(r"\w+", normalise(text).casefold())
        return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}

    ours = [runs(re.sub('"[^"]*"', " quotation ", p.text)) for p in retold]
    return runs(original) & set().union(*ours)


def test_shared_runs_would_notice_a_borrowed_sentence():
    retold = load_article()
    assert shared_runs("He said: " + retold[1].text, retold)


def test_nothing_of_the_retelling_is_taken_for_the_original():
    text = "\n\n".join(p.text for p in load_article())
    assert not any(find_paragraphs(text, fingerprints()).values())
