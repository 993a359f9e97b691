"""Files from outside, broken in every way: the reader answers in a sentence, touches nothing else and comes to an end."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spoilt import JSON_MARKS, is_sentence, mutated, tree
from tries import tries

from courseutils import load_article
from courseutils._article.add import LARGEST, add_original
from courseutils._article.match import fingerprint
from courseutils._claims import classroom
from courseutils._claims.ratings import read as read_ratings
from courseutils.article import original_paragraphs
from courseutils.commands import submit
from courseutils.teach.releasing import ReleaseError
from courseutils.teach.releasing.chosen import choose
from courseutils.teach.releasing.coursefile import Course, read_course

PARTS = ["Bakers’ Guild Opens Its 3rd Oven", "“It is warm,” said Zoë. Well-wishers brought 40 loaves…"]
WANTED = [fingerprint(number, text) for number, text in enumerate(PARTS)]
HTML = f"<!DOCTYPE html><html><head><title>x</title></head><body><h1>{PARTS[0]}</h1><p>{PARTS[1]}</p></body></html>"
MHTML = f'From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n{HTML}\n--b--\n'
TAGS = [
    "<![",
    "<![if x]>",
    "<!--",
    "-->",
    "<?",
    "</",
    "<a b='",
    "<script>",
    "<svg/>",
    "&#",
    "&#99999999;",
    "&amp",
    "]]>",
]
MIME = [
    "Content-Type: multipart/mixed; boundary=b\n\n",
    "--b\n",
    "Content-Transfer-Encoding: base64\n\n",
    "=?x?q?\n",
    "\n\n",
]
MARKS = [*TAGS, *MIME, "\0", "\ufeff", "\u202e", "\ud7ff", "'" * 9, "\r"]


# The article -------------------------------------------------------------------------------------------------------


@tries(60, deep=10_000)
@example(content=b"<!DOCTYPE><![[\x01")
@given(
    content=st.binary()
    | mutated(HTML.encode(), MARKS)
    | mutated(MHTML.encode(), MARKS)
    | mutated("\n\n".join(PARTS).encode(), MARKS)
)
def test_article_add_stores_the_article_or_says_why_not(content, tmp_path):
    (tmp_path / "copy.html").write_bytes(content)
    (tmp_path / "workbook").mkdir(exist_ok=True)
    (tmp_path / "workbook" / "mine.ipynb").write_text("my work", encoding="utf-8")
    report = add_original(tmp_path / "copy.html", tmp_path / "workbook", WANTED)
    left = tree(tmp_path)
    stored = left.pop("workbook/original.txt", None)
    assert all(map(is_sentence, report.lines())), report.lines()
    assert report.ok == bool(stored) and set(left) == {"copy.html", "workbook/mine.ipynb"}
    assert left["copy.html"] == hashlib.sha256(content).hexdigest()
    (tmp_path / "workbook" / "original.txt").unlink(missing_ok=True)


ENDLESS = ["<?", "<!--", "<![", "</", "<a ", "<a b='", "<", "&#", "&", "<script>", "<title>", "\u0301", "A"]


@pytest.mark.parametrize("mark", ENDLESS)
def test_a_megabyte_of_one_mark_is_read_in_seconds(mark, tmp_path):
    """Not timed: where a reader goes back to the start at every mark, it takes minutes, and the suite hangs here."""
    (tmp_path / "page.html").write_bytes((b"<html>" + mark.encode() * LARGEST)[:LARGEST])
    assert not add_original(tmp_path / "page.html", tmp_path / "workbook", WANTED).ok


DEEP = b"From: x\nMIME-Version: 1.0\n" + b"".join(
    b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)
)


@pytest.mark.parametrize("content", [DEEP, b"<html>&#" + b"9" * 6000 + b";", b"<html><p>&#x" + b"f" * 6000])
def test_a_page_that_is_too_deep_or_too_long_is_said_to_be_damaged(content, tmp_path):
    (tmp_path / "page.html").write_bytes(content)
    report = add_original(tmp_path / "page.html", tmp_path / "workbook", WANTED)
    assert not report.ok and report.lines()[0].startswith(("page.html is damaged", "No paragraph"))


@tries(40, deep=5_000)
@given(content=st.binary() | mutated("\n\n".join(PARTS).encode(), MARKS))
def test_an_original_that_was_changed_by_hand_never_stops_a_notebook(content, tmp_path):
    (tmp_path / "original.txt").write_bytes(content)
    texts, note = original_paragraphs(tmp_path / "original.txt", WANTED)
    assert len(texts) in (0, 2) and note.endswith((".", "FILE"))


# Notebooks that are packed to be handed in -------------------------------------------------------------------------

NOTEBOOK = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": ["x"], "outputs": []}]}).encode()


@tries(40, deep=5_000)
@example(content=b"[" * 100_000)
@given(content=st.binary() | mutated(NOTEBOOK, JSON_MARKS))
def test_whatever_is_in_a_notebook_it_is_packed_as_it_is(content, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "workbook"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("COURSE_WORKBOOK", str(folder))
    (folder / "mine.ipynb").write_bytes(content)
    assert submit.run("Nino") == 0
    (packed,) = (folder / "handed_in").glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        assert archive.read("mine.ipynb") == content == (folder / "mine.ipynb").read_bytes()
    packed.unlink()


@pytest.mark.skipif(os.name == "nt", reason="names on Windows are always Unicode")
def test_a_folder_a_dead_link_and_a_name_in_old_letters_do_not_stop_the_packing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    (tmp_path / "folder.ipynb").mkdir()
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "nothing")
    (tmp_path / os.fsdecode("Нина.ipynb".encode("cp866"))).write_bytes(NOTEBOOK)
    assert submit.run("Nino") == 0
    said = capsys.readouterr().out.encode("utf-8", "replace").decode()
    assert "Not packed: folder.ipynb, which is" in said and "Not packed: link.ipynb" in said
    (packed,) = (tmp_path / "handed_in").glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [NOTEBOOK]


# course.toml and --lessons -----------------------------------------------------------------------------------------

TOML = 'name = "Maps"\ninstitution = "U"\nstart = 2027-02-08\nend = 2027-06-01\n[lessons]\n0 = 2027-02-08\n5 = "2027-03-08"\n'
TOML_MARKS = [
    "[" * 3000,
    "9" * 5000,
    "0x" + "f" * 5000,
    "a." * 900,
    '"""',
    "'",
    "{",
    "inf",
    "2027-02-30",
    "\\ud800",
    "=",
    "\n",
]


@tries(150, deep=20_000)
@given(content=st.binary() | st.text().map(str.encode) | mutated(TOML.encode(), TOML_MARKS))
def test_a_course_file_is_read_or_each_mistake_is_a_sentence(content, tmp_path):
    (tmp_path / "course.toml").write_bytes(content)
    try:
        assert isinstance(read_course(tmp_path / "course.toml", ["00", "05"]), Course)
    except ReleaseError as why:
        assert all(line.endswith((".", "?")) for line in str(why).splitlines() if line.startswith("course.toml"))
    assert list(tree(tmp_path)) == ["course.toml"]


@pytest.mark.parametrize("value", [b"[" * 10_000, b"9" * 5000, b"0x" + b"f" * 5000, b"{a=" * 3000])
def test_a_course_file_that_is_too_deep_or_too_long_is_said(value, tmp_path):
    (tmp_path / "course.toml").write_bytes(b'name = "Maps"\nstart = ' + value)
    with pytest.raises(ReleaseError, match=r"course\.toml"):
        read_course(tmp_path / "course.toml", ["00"])


@tries(100, deep=20_000)
@given(st.text() | st.text("0123456789,-; \u0663", max_size=12))
def test_any_words_for_lessons_name_lessons_or_get_a_sentence(asked):
    try:
        assert choose(asked, Path(__file__).resolve().parents[2] / "lessons")[0].number == "00"
    except ReleaseError as why:
        assert str(why).endswith(".")


# Ratings of a class ------------------------------------------------------------------------------------------------

RATINGS = b'\n{"time":"2026","claim":"c01","verdict":"supported","confidence":"high","why":"x"}\n' * 3
PASTED = b"c01 supported high; c05 opinion low\nc02: contradicted\n"


@tries(80, deep=20_000)
@example(content=b"[" * 100_000)
@given(content=st.binary() | mutated(RATINGS, JSON_MARKS) | mutated(PASTED, [*JSON_MARKS, ";", "c01", " = ", "\u2028"]))
def test_a_broken_file_of_ratings_costs_its_broken_lines_only(content, tmp_path):
    (tmp_path / "a.jsonl").write_bytes(content)
    (tmp_path / "b.jsonl").write_bytes(RATINGS)
    votes = classroom.gather(tmp_path)
    assert (votes.verdicts["c01"]["supported"] >= 1 and votes.people in (1, 2)) or len(content.splitlines()) > 1
    assert all(map(is_sentence, votes.problems)), votes.problems
    assert set(tree(tmp_path)) == {"a.jsonl", "b.jsonl"}
    entries, broken = read_ratings(content)
    assert broken + len(entries) == sum(bool(line.strip()) for line in content.split(b"\n"))


def test_an_original_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "original.txt").write_text("x", encoding="utf-8")
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    monkeypatch.setattr(Path, "read_text", refuse)
    article = load_article()
    assert not article.is_original and "cannot be read (Permission denied)" in article.note
