"""Handouts: one A4 page each with all that belongs on it, letters of every script, no solution, lines to write on."""

import hashlib
import os
import re
import subprocess
import sys
from functools import cache

import pytest
from deep import others_in_the_deep_run
from pdfs import Pdf
from readlessons import OUTLINES

from courseutils import _data
from courseutils._brief.page import drawable
from courseutils.exercises import exercises
from courseutils.teach import build, handouts, lessons
from courseutils.teach.handout import layout, twin
from courseutils.teach.handout.sheet import Asked, Sheet, make, question
from courseutils.teach.releasing import hidden, scan

ROOT = build.root()
LESSONS = ROOT / "lessons"
IN_CLASS = [number for number in OUTLINES if number != "00"]
STAMP, NEUTRAL = "Convention: United Nations practice", "Lines and names shown do not imply endorsement"


SOME = ("00", "05", "07")  # each time; the others in the deep run


@pytest.fixture(
    scope="module",
    params=others_in_the_deep_run(OUTLINES, SOME),
)
def outline(request):
    return OUTLINES[request.param]


@cache
def picture_of(number: str):
    """The picture of a lesson, drawn once."""
    return handouts.picture_of(OUTLINES[number], LESSONS)


@pytest.fixture(scope="module")
def names():
    """The PDF of lesson 2, whose map bears names in three scripts."""
    return layout.pdf(make(OUTLINES["02"]), picture_of("02"))


@pytest.fixture(scope="module")
def zero(tmp_path_factory):
    """The folder into which the command wrote the handout of lesson 0."""
    place = tmp_path_factory.mktemp("zero") / "paper"
    assert handouts.run(place, "0") == 0
    return place


@pytest.mark.full
def test_every_handout_is_one_page_of_a4_and_nothing_runs_out_of_it(outline, monkeypatch):
    printed, drawing = [], layout._figure
    monkeypatch.setattr(layout, "_figure", lambda page, picture: printed.append(drawing(page, picture)) or printed[0])
    pdf = Pdf(layout.pdf(make(outline), picture_of(outline.number)))
    assert pdf.pages == 1 and len(pdf.content) < 700_000
    assert [round(float(x)) for x in re.search(rb"/MediaBox \[([^\]]*)\]", pdf.content)[1].split()] == [0, 0, 595, 842]
    (figure,) = printed
    wide, tall = figure.get_size_inches() * figure.dpi
    boxes = [text.get_window_extent(figure.canvas.get_renderer()) for text in figure.texts if text.get_text().strip()]
    assert all(box.x0 >= 20 and box.x1 <= wide - 20 and box.y0 >= 20 and box.y1 <= tall - 20 for box in boxes)


@pytest.mark.full
def test_every_handout_has_a_picture_whose_words_give_the_stamp_or_the_source(outline):
    _, alt = picture_of(outline.number).png()
    assert "onvention" in alt or "Source" in alt
    assert len(alt.split()) > 12


def test_the_pdf_holds_title_question_map_words_predictions_and_exit(names):
    pdf, sheet = Pdf(names), make(OUTLINES["02"])
    text = " ".join(pdf.text().split())
    for words in (sheet.title, sheet.question[:40], STAMP, NEUTRAL, "Afterwards you can", "Key words", "Exit question"):
        assert words in text
    assert all(asked.text[:30] in text for asked in sheet.asked) and sheet.exit[:40] in text


@pytest.mark.filterwarnings("error:Glyph")
def test_names_on_the_map_are_drawn_in_georgian_and_cyrillic():
    picture = picture_of("02")
    figure = layout._figure(layout.fitted(make(OUTLINES["02"]), picture), picture)
    written = " ".join(text.get_text() for axes in figure.axes for text in axes.texts)
    for letters in ("[ა-ჰ]{4}", "[а-я]{4}", "[ҭәҳҩџ]"):  # Georgian, Cyrillic, and what only Abkhaz has
        assert re.search(letters, written), letters
    assert layout.pdf_bytes(figure, "Names", "")


def test_fonts_are_embedded_and_no_day_is_kept(names):
    assert len(re.findall(rb"/FontFile2 ", names)) == len(re.findall(rb"/Subtype /Type0", names)) > 0
    assert b"/Type3" not in names and b"/CreationDate" not in names
    assert b"/Title (Handout of lesson 2. Put the places on the map)" in names and b"/Lang (en-GB)" in names


def not_drawable(sheet: Sheet) -> str:
    """Letters of a handout with all its key words that the font lacks; the PDF could not show them."""
    page = layout.blocks(sheet, len(sheet.words))
    blocks = [*page.over, *page.left, *page.right, *page.under]
    return "".join(drawable(f"{block.hang}{block.text}")[1] for block in blocks)


def test_the_font_has_every_letter_of_every_handout(outline):
    assert not_drawable(make(outline)) == ""
    assert not_drawable(Sheet("01", "სოხუმი Аҟәа Дзæуджыхъæу \u4e2d", "")) == "\u4e2d"


def test_no_solution_stands_on_a_handout(outline):
    page = twin.html(make(outline), None)
    assert scan.leaks({"handout.html": page.encode("utf-8")}, hidden.kit_secrets(ROOT)) == []


def test_the_scan_of_a_handout_finds_a_solution_when_there_is_one():
    source = lessons.read_lesson(LESSONS / f"{OUTLINES['05'].stem}.py")
    solution = next(found for cell in source.cells for found in lessons.SOLUTION.findall(cell.source))
    page = twin.html(Sheet("05", "Title", "Question?", more=[solution]), None)
    assert scan.leaks({"handout.html": page.encode("utf-8")}, hidden.kit_secrets(ROOT))


@pytest.mark.parametrize("number", IN_CLASS)
def test_what_is_predicted_in_class_is_asked_with_a_line_to_write_on(number):
    sheet, outline = make(OUTLINES[number]), OUTLINES[number]
    wanted = [item.task.id for item in outline.items("task", at_home=False) if item.task.predict]
    assert [asked.label for asked in sheet.asked if asked.label] == wanted and wanted
    assert all("?" in asked.text and asked.lines >= 1 for asked in sheet.asked)
    assert sheet.exit and sheet.asking.startswith("Predict")
    assert all(exercises()[asked.label].title in asked.text for asked in sheet.asked if asked.label)


def test_lesson_0_has_tasks_and_what_to_do_when_something_is_missing():
    sheet = make(OUTLINES["00"])
    assert [asked.label for asked in sheet.asked] == ["00-1", "00-2"] and sheet.exit == ""
    assert sheet.more_about == "When something is missing" and any("course.py doctor" in text for text in sheet.more)


def test_key_words_are_those_of_the_lesson(outline):
    words = {row["term"] for row in _data.rows("glossary") if row["lesson"] == outline.number}
    assert {term for term, _ in make(outline).words} == words
    page = twin.html(make(outline), None)
    assert page.count("<dt>") == len(words)


@pytest.mark.parametrize(
    "markdown, said",
    [
        ("**Predict:** is it *red*?", "Is it red?"),
        ("It is far. **Predict** before you run it: how far?", "It is far. Predict before you run it: how far?"),
        ("Long " * 60 + "story. **Predict:** how long?", "How long?"),
        ("**Predict:** yes or no? Write it between the quotation marks.", "Yes or no?"),
    ],
)
def test_a_prediction_is_a_question_on_paper(markdown, said):
    assert question(markdown) == said


class Box:
    """A picture of one proportion."""

    least = 4.8

    def height_at(self, wide):
        return wide * 0.5


def sheet(asked: int, words: int = 30) -> Sheet:
    text = "word " * words + "?"
    pairs = [(f"term {n}", "meaning " * 20) for n in range(9)]
    return Sheet(
        "05", "Title", "Question?", ["goal"] * 4, pairs, [Asked(f"05-{n}", text) for n in range(asked)], exit="Exit?"
    )


@pytest.mark.parametrize("asked", range(1, 9))
def test_all_fits_and_room_that_is_left_becomes_lines(asked):
    page = layout.fitted(sheet(asked), Box())
    whole = page.height() + 2 * layout.GAP + Box().height_at(page.map_wide)
    assert whole <= layout.TALL and page.map_wide >= Box.least
    lines = [block.rules for block in page.under if block.rules]
    assert len(lines) == asked + 1 and max(lines) <= layout.MOST_LINES
    assert max(lines) == layout.MOST_LINES or layout.TALL - whole < 0.3


def test_fewer_questions_leave_larger_letters_more_words_or_a_larger_picture():
    few, many = layout.fitted(sheet(2), Box()), layout.fitted(sheet(8), Box())
    assert few.over[1].size >= many.over[1].size
    assert (few.over[1].size, len(few.right), few.map_wide) > (many.over[1].size, len(many.right), many.map_wide)


def test_what_is_too_long_for_a_page_is_said():
    with pytest.raises(layout.TooLong, match="lesson 5 does not fit on one page"):
        layout.fitted(sheet(12, 120), Box())


def test_texts_are_never_html():
    page = twin.html(Sheet("05", "<b>", "<script>", ["<i>"], [("<u>", "&")], [Asked("05-1", "<p>")], exit="<a>"), None)
    assert not re.search(r"<(?:b|script|i|u|a)>", page) and "&lt;script&gt;" in page


CODE = """
import hashlib, sys
from pathlib import Path
from courseutils.teach import handouts
from courseutils.teach.outline import outlines
lessons = Path(sys.argv[1])
first = next(iter(outlines(lessons)))
print(*(hashlib.sha256(content).hexdigest() for content in handouts.handout(first, lessons).values()))
"""


@pytest.mark.full
def test_bytes_are_the_same_in_another_process_folder_and_time_zone(zero, tmp_path):
    names = ("00_check_your_machine.html", "00_check_your_machine.pdf")
    here = [hashlib.sha256((zero / name).read_bytes()).hexdigest() for name in names]
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"), PYTHONHASHSEED="7", TZ="Asia/Tbilisi")
    command = [sys.executable, "-c", CODE, str(LESSONS)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == here


def test_the_command_writes_both_forms_and_overwrites_nothing_of_others(zero, tmp_path, capsys):
    assert sorted(p.name for p in zero.glob("0*")) == ["00_check_your_machine.html", "00_check_your_machine.pdf"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    assert handouts.run(tmp_path / "mine", "0") == 1 and handouts.run(zero, "77") == 1
    said = capsys.readouterr().out
    assert "not empty" in said and "There is no lesson '77'" in said
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]
