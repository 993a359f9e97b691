"""Each figure rests on data: a made lesson breaks each rule once, and the real rows hold."""

import pytest

from courseutils._data import rows
from courseutils.teach.content import figures, numerals, references, suggest, texts

HEAD = "# %% [markdown]\n# # Title\n#\n# "


def said(tmp_path, prose: str, *rows: str, name: str = "99") -> str:
    """What the check says about a lesson with this prose and these rows."""
    path = tmp_path / "99_made_up.py"
    path.write_text(HEAD + prose.replace("\n", "\n# ") + "\n", encoding="utf-8")
    (tmp_path / "figures").mkdir(exist_ok=True)
    table = "\n".join([",".join(figures.COLUMNS), *rows]) + "\n"
    (tmp_path / "figures" / f"{name}.csv").write_text(table, encoding="utf-8")
    return "\n".join(figures.problems(texts.read_lesson(path), tmp_path))


CLAIMS = len(rows("claims"))
GOOD = {
    "a cell of a table": ("The post stood 6.6 km away.", "6.6 km,buffer_zone:post-karaleti.depth_km_max,"),
    "rounded": ("Georgia has about 69,700 square km.", "\"69,700 square km\",figures:area-georgia.value,"),
    "a day": ("On 12 July 1992 it was drawn.", "12 July 1992,buffer_zone:zone-of-conflict-1992.established_on,"),
    "a day without its year": ("On 12 July it was drawn.", "12 July,buffer_zone:zone-of-conflict-1992.established_on,"),
    "a year": ("It was drawn in 1992.", "1992,buffer_zone:zone-of-conflict-1992.established_on,"),
    "two days": ("From 7 to 8 August.", "7 to 8 August,chronology:2008-08-07c.date; chronology:2008-08-08c.date,"),
    "a count of rows": (f"It names {CLAIMS} statements.", f"{CLAIMS},count:claims,"),
    "a count with conditions": ("Of nine reports one is ours: eight reports.",
        "eight reports,count:same_day_reports?is_the_article=false,\nnine reports,count:same_day_reports,"),
    "an answer": ("That is 18 % of it.", "18 %,answer:05-8,"),
    "a wrong answer": ("Web Mercator gives 387.3.", "387.3,wrong:05-1/web mercator,"),
    "a parameter": ("A circle of 15 km.", "15 km,parameter:05-1.radius_km,"),
    "a public function": ("Dzevera lies 14.9 km away.",
        "14.9 km,\"computed:distance_km(\"\"Dzevera\"\", \"\"Tskhinvali\"\")\","),
    "metres in kilometres": ("It is known to 1.2 km.", "1.2 km,places:ergneti.accuracy_m,"),
    "a text cell": ("The strip is 14 km wide.", "14 km,buffer_zone:security-corridor-1992.definition,"),
    "a source": ("There were 270 villages.", "270 villages,sources:messenger-2008-08-29,on its first page"),
    "a number of its own": ("A ring of 20 km.", "20 km,lesson,an example"),
    "longer words for the same number": ("A ring of 20 km, then 20 km of road.",
        "ring of 20 km,lesson,an example\n20 km of road,lesson,another"),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_a_figure_with_its_source_passes(case, tmp_path):
    prose, rows = GOOD[case]
    assert said(tmp_path, prose, rows) == ""


@pytest.mark.parametrize("case", GOOD)
def test_the_same_figure_without_its_row_is_named(case, tmp_path):
    assert "has no source (lesson 99, at" in said(tmp_path, GOOD[case][0])


BAD = {
    "another number": ("It stood 6.7 km away.", "6.7 km,buffer_zone:post-karaleti.depth_km_max,",
        "6.7 is not what it rests on. buffer_zone:post-karaleti.depth_km_max gives 6.6"),
    "another day": ("On 13 July 1992.", "13 July 1992,buffer_zone:zone-of-conflict-1992.established_on,",
        "13 July 1992 is not what it rests on"),
    "another year": ("On 12 July 1993.", "12 July 1993,buffer_zone:zone-of-conflict-1992.established_on,",
        "is not what it rests on"),
    "rounded too much": ("About 20 % of it.", "20 %,answer:05-8,", "20 is not what it rests on"),
    "one of two": ("Of 4 to 9 km.", "4 to 9 km,buffer_zone:post-shavshvebi.depth_km_max,", "9 is not what it"),
    "a reference too many": ("It stood 6.6 km away.",
        "6.6 km,buffer_zone:post-karaleti.depth_km_max; buffer_zone:post-ali.depth_km_max,",
        "nothing in it comes from buffer_zone:post-ali.depth_km_max"),
    "men for kilometres": ("It stood 500 km away.", "500 km,figures:jpkf-each.value,", "is in persons, which is not"),
    "no such table": ("6 km.", "6 km,bufferzone:post-karaleti.depth_km_max,", "no table 'bufferzone'. Did you mean"),
    "no such row": ("6 km.", "6 km,buffer_zone:post-karalety.depth_km_max,", "Did you mean post-karaleti"),
    "no such column": ("6 km.", "6 km,buffer_zone:post-karaleti.depth,", "no column 'depth'"),
    "no such source": ("6 km.", "6 km,sources:messenger,where", "Table sources has no row 'messenger'"),
    "no such exercise": ("6 km.", "6 km,answer:99-1,", "no exercise '99-1'"),
    "no such function": ("6 km.", "6 km,computed:distanze_km(1),", "Did you mean distance_km"),
    "a function that fails": ("6 km.", "6 km,computed:distance_km(1),", "cannot be computed"),
    "no such condition": ("6 km.", "6 km,count:claims?colour=red,", "is no condition on table claims"),
    "a source without a word": ("6 km.", "6 km,sources:messenger-2008-08-29,", "Say in the note where it stands"),
    "its own without a reason": ("6 km.", "6 km,lesson,", "Say in the note where it stands, or why"),
    "nothing named": ("6 km.", "6 km,,", "rests on nothing"),
    "a guess": ("6 km.", "6 km,lesson,? look", "is only a guess"),
    "a dead row": ("No number.", "6 km,lesson,an example", "no longer stands in the text"),
    "a part of a number": ("It is 16 km.", "6 km,lesson,an example", "no longer stands in the text"),
    "a row for a minute": ("## Read it (7 min)", "7,lesson,minutes", "'7' needs no source where it stands"),
    "no figure": ("The post stood there.", "post,lesson,an example", "neither a figure nor a quotation"),
    "too many columns": ("6 km.", "6 km,lesson,an example,too", "Put a cell that holds a comma between"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_row_is_named(case, tmp_path):
    prose, row, sentence = BAD[case]
    assert sentence in said(tmp_path, prose, row)


NO_FIGURES = [
    "Exercise 05-2 and question 05-q1 are in part 2 of lesson 3, paragraphs 4 and 5, level 1.",
    "## 3. Get an answer (5 min)",
    "1. First.\n2. Second.",
    "It takes 40 to 50 minutes.",
    "| Minutes | What |\n|:-|:-|\n| 15 | Part 1, exercises 05-3 (6), quiz (3) |",
    "The layers are in EPSG:4326 (WGS 84), see A/RES/79/292.",
    "Run `buffer_km(place, 15)` again.",
    "Point 5 of the plan, article 51, resolution 62/249, round 4.",
    "One sentence [1] and two questions [2], as article[5] shows.",
    "A link to [a page](https://example.org/2008/10/15/).",
]


@pytest.mark.parametrize("prose", NO_FIGURES)
def test_numbers_that_only_name_things_need_no_source(prose, tmp_path):
    assert said(tmp_path, prose) == ""


FIGURES = {
    "4 to 9.5 km outside": "4 to 9.5 km",
    "for Ten years": "Ten years",
    "on 7 and 8 August 2008 there": "7 and 8 August 2008",
    "points 15 km apart": "15 km",
    "50 minutes late": "50 minutes",
    "Eight of the ten posts": "Eight of the ten posts",
    "at 23:35": "23:35",
    "twenty-four villages": "twenty-four villages",
    "1.2 million people": "1.2 million people",
}


@pytest.mark.parametrize("prose", FIGURES)
def test_a_figure_is_found_whole(prose):
    paragraph = texts.Paragraph("lesson 99", prose)
    (found,) = figures.figures(paragraph, "99")
    assert found.group() in FIGURES[prose]


def test_a_length_of_text_needs_no_source_only_if_the_exercise_asks_for_it():
    (asked,) = texts.paragraphs("Write 50 to 110 words.", "lesson 05")
    assert (len(figures.figures(asked, "05")), len(figures.figures(asked, "99"))) == (0, 1)


@pytest.mark.parametrize(
    "written, exact, fits",
    [
        ("6.6", 6.64, True), ("6.6", 6.66, False), ("15", 14.9, True), ("15", 14.4, False), ("70,000", 69_291, True),
        ("20", 18, False), ("1.2 million", 1_220_000, True), ("twelve", 12, True), ("200", 204, True), ("200", 240, False),
    ],
)  # fmt: skip
def test_rounding(written, exact, fits):
    assert numerals.rounds_to(written, exact) is fits


def test_rows_for_all_lessons_count_too_and_are_dead_when_no_lesson_has_them(tmp_path):
    assert said(tmp_path, "In August 2008.", "August 2008,chronology:2008-08-08c.date,", name="all") == ""
    path = tmp_path / "99_made_up.py"
    path.write_text(HEAD + "No number.\n", encoding="utf-8")
    (sentence,) = figures.shared_problems([texts.read_lesson(path)], tmp_path)
    assert "all.csv, line 2: 'August 2008' no longer stands" in sentence


def test_open_figures_are_printed_ready_to_paste_and_refused_until_looked_at(tmp_path):
    prose = "The zone of conflict, a circle drawn on 12 July 1992, and an unknown 77 km."
    said(tmp_path, prose)
    head, *rows = suggest.rows_to_paste(tmp_path / "99_made_up.py")
    assert head == "figure,rests_on,note"
    assert (
        rows[0].startswith("12 July 1992,")
        and "1992" in rows[0].split(",")[1]
        and rows[1].startswith("77 km,sources:?")
    )
    answer = said(tmp_path, prose, *rows)
    assert "has no source" not in answer and answer.count("is only a guess") == 2


def test_every_kind_of_reference_reads_a_real_value():
    kinds = (
        "figures:area-georgia.value",
        "count:claims",
        "answer:05-8",
        "wrong:05-1/degrees",
        "parameter:05-1.radius_km",
    )
    assert all(references.grounds(kind, "05").numbers for kind in kinds)
