"""Adding an original, tried on a made-up article with its own fingerprints, in every form a user may have."""

import email.message
import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseutils._article.add import LARGEST, add_original, decode, strip_html
from courseutils._article.match import digest, find_paragraphs, fingerprint, normalise

# Written for this test; quotation marks, dashes, accents, a hyphenated word and numbers are on purpose.
PARTS = [
    "Bakers’ Guild of Küla Opens Its 3rd Oven",
    "The guild’s new oven \u2014 the third in as many years \u2014 was lit today. “It is warm,” said Zoë Märt.",
    "Well-wishers brought 40 loaves; each was cut in four… Nobody went home hungry, and “nobody wished to.",
]
WANTED = [fingerprint(number, text) for number, text in enumerate(PARTS)]
PLAIN = "\n\n".join(PARTS)
SITE = """Home | News | Bread | About us
Subscribe to our letter!
{0}
Updated 3/4 9:15 AM
{1}
ADVERTISEMENT: flour, now 20% off
Related: Why rye?
{2}
Author: Q. Writer
Q. Writer is an editor. Posted in Ovens | 12 comments
"""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{0} - The Crumb</title><style>p {{color: red}}</style>
<script>var a = "<p>no</p>";</script></head><body><nav><ul><li>Home</li><li>News</li></ul></nav>
<h1>{0}</h1><time>3 March</time><div><p>{1}</p><aside>Flour!</aside><p>{2}</p></div><footer>The Crumb</footer>
</body></html>"""
ENTITIES = str.maketrans({"’": "&rsquo;", "“": "&ldquo;", "”": "&#8221;", "\u2014": "&mdash;", "ü": "&uuml;"})


def plainer(text: str) -> str:
    return text.replace("’", "'").replace("“", '"').replace("”", '"').replace("\u2014", "--").replace("…", "...")


FORMS = {
    "as printed": PLAIN,
    "one line a paragraph": "\n".join(PARTS),
    "windows line ends": PLAIN.replace("\n", "\r\n"),
    "plain quotes, double hyphens": plainer(PLAIN),
    "decomposed accents": unicodedata.normalize("NFD", PLAIN),
    "broken over lines": PLAIN.replace(" ", "\n"),
    "glued with a space": " ".join(PARTS),
    "glued without a space": "".join(PARTS),
    "no-break spaces": PLAIN.replace(" ", "\u00a0"),
    "soft hyphens": PLAIN.replace("oven", "o\u00adven"),
    "zero-width marks": "\ufeff" + PLAIN.replace("guild", "gu\u200bild"),
    "site furniture": SITE.format(*PARTS),
    "last quotation closed": PLAIN + "”",
    "other order": "\n".join(reversed(PARTS)),
    "saved page": PAGE.format(*PARTS),
    "saved page with entities": PAGE.format(*PARTS).translate(ENTITIES),
    "saved page with inline tags": PAGE.format(*PARTS).replace("warm", "<em>wa</em>rm").replace("oven", "<a>oven</a>"),
}


@pytest.fixture
def add(tmp_path):
    def run(content: bytes | str, name: str = "copy.txt"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return add_original(file, tmp_path / "workbook", WANTED)

    return run


def stored(tmp_path) -> list[str]:
    folder = tmp_path / "workbook"
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_text_is_recognised(form, add, tmp_path):
    report = add(FORMS[form])
    assert report.ok, report.lines()
    assert report.found == {0: True, 1: True, 2: True}
    assert stored(tmp_path) == ["original.txt"]
    text = (tmp_path / "workbook" / "original.txt").read_text(encoding="utf-8")
    assert all(find_paragraphs(text, WANTED).values())
    assert len(text.strip().split("\n\n")) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", ["as printed", "saved page"])
def test_every_encoding_is_read(encoding, form, add):
    assert add(FORMS[form].encode(encoding)).ok


def test_single_file_page_of_a_browser_is_read(add):
    message = email.message.EmailMessage()
    message.set_content(PAGE.format(*PARTS), subtype="html", cte="quoted-printable")
    head = b"From: <Saved by a browser>\nSnapshot-Content-Location: https://example.org/\n"
    assert add(head + message.as_bytes(), "page.mhtml").ok


def test_lines_say_which_paragraphs_match(add):
    lines = add(PLAIN).lines()
    assert lines[:3] == ["Headline: matches.", "Paragraph 1: matches.", "Paragraph 2: matches."]
    assert lines[3].startswith("The original is stored in")


def test_a_part_is_reported_and_not_stored(add, tmp_path):
    report = add("\n".join(PARTS[:2]))
    assert not report.ok
    assert report.lines()[2] == "Paragraph 2: not found as printed."
    assert "1 of 3 parts" in report.lines()[-1]
    assert "paragraph 2" in report.lines()[-1]
    assert stored(tmp_path) == []


def test_one_changed_word_is_noticed(add, tmp_path):
    report = add(PLAIN.replace("40 loaves", "41 loaves"))
    assert not report.ok
    assert report.found == {0: True, 1: True, 2: False}
    assert stored(tmp_path) == []


REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n", "is empty"),
    "byte order mark only": (b"\xef\xbb\xbf", "is empty"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF"),
    "docx": (b"PK\x03\x04" + b"\0" * 50, "is a Word or zip file"),
    "rtf": (b"{\\rtf1\\ansi ", "is an RTF file"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "is not a text file"),
    "control characters": (bytes(range(1, 32)) * 20 + b"\xff", "is not a text file"),
    "another article": (b"Quite another article, about ships.", "seems to be another text"),
    "another page": (b"<html><body><p>About ships.</p></body></html>", "seems to be another text"),
    "too large": (b"a " * (LARGEST // 2 + 1), "larger than 1 MB"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_the_article_is_refused_with_one_sentence(case, add, tmp_path):
    content, sentence = REFUSED[case]
    report = add(content)
    assert not report.ok
    assert len(report.lines()) == 1
    assert sentence in report.lines()[0]
    assert report.lines()[0].endswith((".", "file."))
    assert stored(tmp_path) == []


@pytest.mark.parametrize("name, sentence", [("absent.txt", "There is no file"), (".", "is a folder")])
def test_missing_file_and_folder(name, sentence, tmp_path):
    report = add_original(tmp_path / name, tmp_path / "workbook", WANTED)
    assert not report.ok
    assert sentence in report.lines()[0]


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_a_name_that_no_file_can_have(name, tmp_path):
    report = add_original(name, tmp_path / "workbook", WANTED)
    assert not report.ok
    assert len(report.lines()) == 1


def test_adding_twice_changes_nothing(add, tmp_path):
    add(PLAIN)
    target = tmp_path / "workbook" / "original.txt"
    before = target.stat().st_mtime_ns, target.read_bytes()
    report = add(FORMS["site furniture"])
    assert report.ok
    assert "already stored" in report.lines()[-1]
    assert (target.stat().st_mtime_ns, target.read_bytes()) == before


def test_another_file_of_that_name_is_never_overwritten(add, tmp_path):
    target = tmp_path / "workbook" / "original.txt"
    target.parent.mkdir()
    target.write_text("My own notes.", encoding="utf-8")
    report = add(PLAIN)
    assert not report.ok
    assert "is not overwritten" in report.lines()[-1]
    assert target.read_text(encoding="utf-8") == "My own notes."


def test_a_failed_write_leaves_nothing_behind(add, tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    report = add(PLAIN)
    assert not report.ok
    assert "No space left on device" in report.lines()[-1]
    assert stored(tmp_path) == []


def test_a_workbook_that_cannot_be_made(tmp_path):
    (tmp_path / "workbook").write_text("a file, not a folder", encoding="utf-8")
    source = tmp_path / "copy.txt"
    source.write_text(PLAIN, encoding="utf-8")
    report = add_original(source, tmp_path / "workbook", WANTED)
    assert not report.ok
    assert "could not be stored" in report.lines()[-1]


@given(st.text())
def test_normalise_is_idempotent(text):
    once = normalise(text)
    assert normalise(once) == once
    assert "  " not in once


LIKELY = st.text(alphabet=" \n\u00a0\u00ad\u200b'’\"“”-\u2013\u2014…éé\u0301e\u0300AaBb.,")


@given(LIKELY)
def test_normalise_is_idempotent_on_likely_marks(text):
    once = normalise(text)
    assert normalise(once) == once


@given(LIKELY.filter(normalise))
def test_digest_does_not_hang_on_quotes_dashes_or_spaces(text):
    assert digest(text) == digest(plainer(text).replace(" ", "\n")) == digest(f"  {text}\u00ad ")


@given(LIKELY, LIKELY, st.sampled_from(PARTS))
def test_a_paragraph_is_found_whatever_stands_round_it(before, after, part):
    wanted = [fingerprint(0, part)]
    assert digest(find_paragraphs(f"{before}\n{part}\n{after}", wanted)[0] or "") == wanted[0]["sha256"]


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"])))
def test_decode_gives_back_what_was_encoded(text):
    marked = "é" + text  # without a letter outside ASCII the encodings cannot be told apart, nor need be
    assert decode(marked.encode("utf-8")) == marked
    assert decode(marked.encode("utf-16")) == marked


@given(st.text())
def test_strip_html_takes_any_text(text):
    assert isinstance(strip_html("<html>" + text), str)
