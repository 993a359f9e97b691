"""Slides: what stands on them and what must not, how they fit, which tags steer them, where they are written."""

import copy
import hashlib
import html as markup
import os
import re
from functools import cache

import pytest
from readlessons import OUTLINES

from courseutils.exercises import exercises, questions
from courseutils.teach import build, lessons, made, slides
from courseutils.teach.deck import page
from courseutils.teach.deck.fit import TEXT_WIDE, Piece, fit, height, picture_room, picture_size, room
from courseutils.teach.deck.slides import make, shortened
from courseutils.teach.outline import read_outline
from courseutils.teach.pictures import PictureError, pictures
from courseutils.teach.releasing import ReleaseError, hidden, scan

ROOT = build.root()
LESSONS = ROOT / "lessons"
VENDOR = ROOT / "src" / "courseutils" / "teach" / "vendor"


@pytest.fixture(scope="module", params=OUTLINES)
def outline(request):
    return OUTLINES[request.param]


@cache
def secrets():
    return hidden.kit_secrets(ROOT)


def told(outline, notes=True) -> str:
    """The deck without its pictures, as text: tags taken out, characters as they are read."""
    body = (
        page.page(make(outline, {}), outline.number, outline.title, notes).partition("<main")[2].partition("</main>")[0]
    )
    return " ".join(markup.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u2011", "-").split())


def words(text: str) -> str:
    return " ".join(re.sub(r"[*`]", " ", text).split())


def test_vendored_files_are_the_ones_named_in_the_readme():
    named = re.findall(r"(?m)^\| ([\w./-]+) \| ([0-9a-f]{64}) \|", (VENDOR / "README.md").read_text(encoding="utf-8"))
    files = [p for p in VENDOR.rglob("*") if p.is_file() and p.name != "README.md"]
    assert {p.relative_to(VENDOR).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files} == dict(named)


def test_every_exercise_and_quiz_of_a_lesson_has_its_slide(outline):
    headings = [slide.heading for slide in make(outline, {})]
    for task in (task for task in exercises().values() if task.lesson == outline.number):
        named = re.compile(rf"{re.escape(f'{task.id}. {task.title}')}(?: \(1 of \d\))?")
        assert sum(bool(named.fullmatch(heading)) for heading in headings) == 1
    text = told(outline)
    asked = [question for name, question in questions().items() if name[:2] == outline.number]
    for question in asked:
        assert all(" ".join(part.split()) in text for part in (question.text, *(o["text"] for o in question.options)))


def test_a_deck_opens_with_title_and_question_and_goals(outline):
    first, second, *_ = make(outline, {})
    assert (first.heading, second.heading) == (outline.title, "Afterwards you can")
    assert words(outline.question) in words(first.text.pieces[0].cells[0])
    assert len(second.text.pieces) == len(outline.goals) >= 3


def test_every_lesson_held_in_class_has_one_exit_question(outline):
    headings = [slide.heading for slide in make(outline, {})]
    assert headings.count("Exit question") == (0 if outline.number == "00" else 1)


def test_a_prediction_comes_before_its_task_and_is_whole(outline):
    for item in outline.items("task"):
        pieces = [
            p.cells[0]
            for s in make(outline, {})
            if s.heading.startswith(item.task.id) and s.text
            for p in s.text.pieces
        ]
        prompts = [
            text for text in pieces if "Predict" in text or shortened(item.task.task).lstrip("*") in text.lstrip("*")
        ]
        assert prompts and ("Predict" in prompts[0]) == bool(item.task.predict)
        assert not item.task.predict or "?" in item.task.predict


def test_no_solution_and_no_reply_stands_in_a_deck_without_notes(outline):
    deck = page.page(make(outline, {}), outline.number, outline.title, notes=False).partition("<script>")[0]
    assert scan.leaks({"deck.html": deck.encode("utf-8")}, secrets()) == []
    replies = [o["reply"] for n, q in questions().items() if n[:2] == outline.number for o in q.options]
    replies += [w.reply for t in exercises().values() if t.lesson == outline.number for w in t.wrong]
    assert [reply for reply in replies if len(reply) > 25 and reply in told(outline, notes=False)] == []


def test_the_scan_of_a_deck_finds_a_solution_when_there_is_one(outline):
    deck = page.page(make(outline, {}), outline.number, outline.title, notes=False).partition("<script>")[0]
    solution = next(
        s for c in lessons.read_lesson(LESSONS / f"{outline.stem}.py").cells for s in lessons.SOLUTION.findall(c.source)
    )
    spoilt = deck.replace("</main>", f"<p>{markup.escape(solution)}</p></main>").encode("utf-8")
    if len("".join(solution.split())) > 30:
        assert scan.leaks({"deck.html": spoilt}, secrets())


def test_an_instructors_words_are_notes_and_only_there(outline):
    notes = [note for slide in make(outline, {}) for note in slide.notes]
    cells = [c for c in lessons.read_lesson(LESSONS / f"{outline.stem}.py").cells if "teacher" in lessons.tags(c)]
    assert cells and all(cell.source in notes for cell in cells)
    assert "For the instructor" in told(outline) and "For the instructor" not in told(outline, notes=False)


def test_what_is_for_home_comes_after_the_exit_question(outline):
    headings = [slide.heading for slide in make(outline, {})]
    home = {item.task.id for item in outline.items("task", at_home=True)}
    if home:
        after = headings[headings.index("Exit question") :]
        assert home <= {heading.split(".")[0] for heading in after}


def test_text_is_as_large_as_it_fits_and_never_too_tall(outline):
    for slide in make(outline, {}):
        if slide.text and not slide.first:
            assert height(slide.text) <= room(slide.heading)
            assert sum(slide.text.columns) <= TEXT_WIDE
            assert slide.text.size >= 22


def test_a_text_too_long_for_one_slide_goes_on_and_nothing_is_lost():
    items = [Piece("item", (f"{n} " + "word " * 40,)) for n in range(9)]
    pages = fit(items, 500)
    assert len(pages) > 1 and [p for one in pages for p in one.pieces] == items
    assert all(height(one) <= 500 for one in pages)


def test_the_head_of_a_table_comes_again_on_each_slide():
    rows = [Piece("row", ("Head", "What")), *(Piece("row", (str(n), "word " * 30)) for n in range(20))]
    pages = fit(rows, 500)
    assert len(pages) > 1 and all(one.pieces[0] == rows[0] for one in pages)
    assert len({one.columns for one in pages}) == 1


def test_a_picture_keeps_its_proportions_and_its_place():
    wide, tall = picture_size((7.0, 3.5), picture_room("A map", "Where is it?"))
    assert abs(wide / tall - 2) < 0.01 and wide <= TEXT_WIDE and tall <= picture_room("A map", "Where is it?")


MADE_UP = """# %% [markdown]
# # 5. A made-up lesson
#
# **Question of this lesson.** Is <script>alert(1)</script> shown as *text*?
#
# - see it
# - mark it
# - mend it

# %% [markdown] tags=["slide"]
# ## Part 1. What is shown
#
# A paragraph that no rule would take.

# %% [markdown] tags=["skip-slide"]
# **Predict** something that is left out?

# %% tags=["map", "skip-slide"]
drawing = 1

# %% tags=["handout"]
x = 1
"""


@pytest.fixture
def made_up(tmp_path):
    path = tmp_path / "05_made_up.py"
    path.write_text(MADE_UP, encoding="utf-8")
    return path


def test_tags_add_and_leave_out_and_text_stays_text(made_up):
    outline = read_outline(made_up)
    text = told(outline)
    assert "A paragraph that no rule would take." in text and "left out" not in text
    assert "<script>alert(1)</script>" in text
    assert "<script>alert" not in page.page(make(outline, {}), "05", outline.title, True)
    assert outline.items("picture") == [] and outline.printed_cell


PREDICTED = """# %% [markdown]
# # 5. A made-up lesson
#
# What comes first?

# %% [markdown]
# ## Part 1. Circles
#
# ### Exercise 05-1. Mend the circle
#
# **Predict:** is it round?

# %% tags=["map"]
the_answer = 1

# %% [markdown]
# **Task.** Draw it.

# %% tags=["exercise"] id="05-1"
circle_area_km2 = ...

# %% [markdown]
# ### Exercise 05-99. There is no such cell
"""


def test_a_prediction_comes_before_the_map_that_gives_it_away(tmp_path):
    path = tmp_path / "05_predicted.py"
    path.write_text(PREDICTED, encoding="utf-8")
    (section,) = read_outline(path).sections
    assert [item.kind for item in section.items] == ["task", "picture"]
    assert section.items[0].task.task == "**Task.** Draw it."


def test_no_notebook_keeps_the_tags_of_slides_and_handouts(made_up):
    notebook = lessons.read_lesson(made_up)
    texts = [lessons.text_of(do(copy.deepcopy(notebook))) for do in (lessons.student, lessons.solved)]
    assert not any(tag in text for text in texts for tag in ("slide", "handout"))
    assert all('"map"' in text for text in texts)


DRAWING = """# %%
from courseutils import Map, show
import os
m = Map("A map")
### BEGIN SOLUTION
m.add(["Gori"], name="the answer")
### END SOLUTION

# %% tags=["map"]
empty = Map("Nothing added")
show(m)

# %% tags=["map"]
n = Map("Two towns").add(["Gori", "Poti"], name="Towns")
print("not on the screen", os.environ["COURSE_WORKBOOK"])
show(n)
"""


def test_pictures_are_of_the_students_cells_and_nothing_is_left_behind(tmp_path, capsys):
    path = tmp_path / "05_drawing.py"
    path.write_text(DRAWING, encoding="utf-8")
    wanted = {cell.id for cell in lessons.read_lesson(path).cells if "map" in lessons.tags(cell)}
    before = dict(os.environ)
    found = pictures(path, wanted)
    assert [picture.title for picture in found.values()] == ["Two towns"]
    assert (dict(os.environ), capsys.readouterr().out) == (before, "")


def test_a_cell_that_fails_is_named(tmp_path):
    path = tmp_path / "05_broken.py"
    path.write_text('# %% tags=["map"]\n1 / 0\n', encoding="utf-8")
    with pytest.raises(PictureError, match=r"05_broken\.py: the cell map-\w+ ended in an error: division by zero"):
        pictures(path, set())


def test_one_deck_is_made_twice_with_the_same_bytes_and_asks_for_nothing(tmp_path):
    first, second = (dict(slides.decks(LESSONS, "0", True)) for _ in range(2))
    assert first == second and list(first) == ["00_check_your_machine.html"]
    (text,) = (content.decode("utf-8") for content in first.values())
    assert len(text) < slides.LARGEST and text.count("data:image/png") == 1
    shown = text.partition("<script>")[0]
    assert not re.search(r'(?:src|href)="(?!data:|#)|@import|url\((?!data:)|<link', shown)
    assert page.PORTRAIT not in text and "@media print" in text


def test_a_lesson_that_is_not_there_is_said(capsys, tmp_path):
    assert slides.run(tmp_path / "new", "77") == 1
    assert "There is no lesson '77'. Known: 00, 01" in capsys.readouterr().out
    assert not (tmp_path / "new").exists()


def test_nothing_that_the_kit_did_not_make_is_overwritten(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError, match="not empty"):
        made.check(tmp_path, "slides")


def test_one_lesson_leaves_the_others_and_what_was_changed_by_hand_alone(tmp_path):
    place = tmp_path / "decks"
    made.write(place, {"01.html": b"one", "02.html": b"two"}, "slides", whole=True)
    (place / "02.html").write_bytes(b"mine now")
    made.write(place, {"01.html": b"one, newer"}, "slides", whole=False)
    assert [(place / name).read_bytes() for name in ("01.html", "02.html")] == [b"one, newer", b"mine now"]
    with pytest.raises(ReleaseError, match=r"02\.html"):
        made.write(place, {"02.html": b"two, newer"}, "slides", whole=False)
    made.write(place, {"03.html": b"three"}, "slides", whole=True)
    assert sorted(p.name for p in place.glob("*.html")) == ["02.html", "03.html"]
