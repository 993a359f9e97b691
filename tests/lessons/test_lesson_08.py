"""Lesson 8: sentences and numbers come from the tables; likely mistakes get their reply; the model is a brief."""

import ast
import re
from pathlib import Path

import pytest

from courseutils import distance_km, load_layer, load_places, load_table
from courseutils._brief.findings import MEND
from courseutils._brief.loaded import loaded_words
from courseutils._brief.text import count_words, marks
from courseutils._data import rows
from courseutils.article import load_article
from courseutils.briefs import brief
from courseutils.checks import NOT_YET, RIGHT, WRITTEN, answer_to
from courseutils.exercises import exercises, lesson_08
from courseutils.recognition import checked_to
from courseutils.sources import cite
from courseutils.teach.lessons import SOLUTION

ROOT = Path(__file__).resolve().parents[2]
LESSON = (ROOT / "lessons" / "08_brief_the_minister.py").read_text(encoding="utf-8")
TASKS = {e.id: e for e in exercises().values() if e.lesson == "08"}
MODEL: dict = {}
for solution in SOLUTION.findall(LESSON):
    if "brief_" in solution:
        exec(solution, MODEL)


def right_answer(id):
    return TASKS[id].expected.get(TASKS[id].parameters)


def wrong_reply(id, name):
    return next(w.reply for w in TASKS[id].wrong if w.name == name)


def prose() -> str:
    """The lesson's text in one line, without comment signs."""
    return " ".join(line.removeprefix("#").strip() for line in LESSON.splitlines() if line.startswith("#"))


@pytest.fixture(scope="module")
def depths():
    """Made as in the lesson."""
    zone, lines = load_table("buffer_zone"), load_layer("boundary_lines")
    line = lines[lines["name"].str.contains("South Ossetia")]
    kartli = load_places(admin="Shida Kartli")
    posts = kartli[kartli["place_id"].isin(zone[zone["kind"] == "post"]["place_id"])]
    found = posts[["name", "accuracy_m"]].copy()
    found["km_from_line"] = distance_km(posts, line).round(1)
    return found


# 08-1 to 08-3 -----------------------------------------------------------------------------------------------


def test_the_six_sentences_are_those_of_the_lesson_and_the_checklist_says_the_same():
    for number, sentence in lesson_08.SENTENCES.items():
        assert f" {number}. {sentence}" in prose()
    text = "\n\n".join(lesson_08.SENTENCES.values())
    asked = [f.text for f in brief("T", text).findings if f.text.startswith("No source is named")]
    needing = [n for n, label in right_answer("08-1").items() if label == "needs one"]
    assert len(asked) == len(needing) == 2
    assert all(lesson_08.SENTENCES[n][:40] in said for n, said in zip(needing, asked, strict=True))


def test_a_row_carries_each_sentence_of_08_2_and_none_the_one_made_for_practice():
    table = load_table("figures").set_index("figure_id")
    said = dict(re.findall(r"(?m)^# - ([A-D]): (.*)$", LESSON[: LESSON.index("### Exercise 08-3")]))
    for letter, row in lesson_08.CARRIED.items():
        if row:
            assert f"{table.loc[row, 'value']:,.0f}" in said[letter]
    assert "31,000" in said["D"] and "want" in said["D"]
    assert table.loc["not-return-2008", ["value", "measure"]].tolist() == [31000, "not expected back soon"]
    with_31000 = table[table["value"] == 31000]
    assert not with_31000["measure"].str.contains("want").any()


def test_the_four_sources_shown_are_the_options_and_every_row_is_theirs():
    four = ast.literal_eval(re.search(r"(?m)^four = (\[.*\])$", LESSON)[1])
    assert [*four, "none"] == list(TASKS["08-2"].options)
    assert set(right_answer("08-2").values()) <= {*four, "none"}


def test_the_two_counts_and_their_mean_stand_in_the_four_ways_to_tell_it():
    low, high = lesson_08.counts_of_october()
    assert (low, high) == (78_000, 96_100)
    block = LESSON[LESSON.index("# - A: ... ") : LESSON.index("prediction_3")]
    parts = re.split(r"# - [A-D]: ", block)[1:]
    assert [[f"{n:,}" for n in numbers] for numbers in lesson_08.ways_to_tell().values()] == [
        re.findall(r"\d\d,\d{3}", part) for part in parts
    ]
    assert right_answer("08-3") == "C"


# 08-4 -------------------------------------------------------------------------------------------------------


def test_posts_beyond_the_limit_by_pandas_as_in_the_lesson(depths):
    km, error = depths["km_from_line"], depths["accuracy_m"] / 1000
    tried = {
        "accuracy forgotten": depths[km > 6],
        "accuracy added": depths[km + error > 6],
        "the undecided ones": depths[(km - 6).abs() <= error],
        "metres off kilometres": depths[km - depths["accuracy_m"] > 6],
        "the other side of the limit": depths[km - error <= 6],
    }
    assert answer_to(TASKS["08-4"], depths[km - error > 6]["name"]).state == RIGHT
    for name, found in tried.items():
        assert answer_to(TASKS["08-4"], found["name"]).message == wrong_reply("08-4", name)
    assert [len(found) for found in tried.values()] == [5, 6, 3, 0, 7] and len(right_answer("08-4")) == 3


def test_no_post_is_so_near_to_the_limit_that_the_mapped_line_could_decide(depths):
    """The simplified line is up to 165 m off, distances are rounded to 50 m: 0.2 km of room on either side."""
    limit, km, error = TASKS["08-4"].parameters["limit_km"], depths["km_from_line"], depths["accuracy_m"] / 1000
    assert ((km - error - limit).abs() > 0.215).all() and ((km - limit).abs() > 0.215).all()


@pytest.mark.parametrize("limit", [5.0, 7])
def test_another_limit_has_its_own_answer(depths, limit):
    km, error = depths["km_from_line"], depths["accuracy_m"] / 1000
    found = depths[km - error > limit]["name"]
    assert answer_to(TASKS["08-4"], found, {"limit_km": limit}).state == RIGHT
    assert set(found) != set(right_answer("08-4"))


# 08-6 and 08-7 ----------------------------------------------------------------------------------------------


def test_area_and_share_in_the_titles_are_those_of_the_table():
    assert round(lesson_08.area_of_the_two(), -2) == 12_600
    assert round(lesson_08.share_of_the_two()) == 18 == lesson_08.figure("share-two-regions")["value"]


def test_the_difference_of_08_7_is_of_one_day_one_place_and_one_counter():
    one, other = lesson_08.figure(lesson_08.IN_GEORGIA), lesson_08.figure(lesson_08.BACK)
    for column in ("as_of", "subject", "claimed_by", "source_id"):
        assert one[column] == other[column]
    assert right_answer("08-7") == 59_000 != lesson_08.another_question()


def test_the_table_of_08_7_holds_the_rows_of_the_answer_and_of_the_likely_mistakes():
    figures = load_table("figures")
    shown = set(figures[figures["figure_id"].str.contains("disp-|return-|returned-")]["figure_id"])
    assert {lesson_08.IN_GEORGIA, lesson_08.BACK, "returned-2008-10", "disp-total-2008", "not-return-2008"} <= shown


# The brief --------------------------------------------------------------------------------------------------


def test_the_model_is_within_limits_and_its_checklist_has_nothing_to_mend_but_the_map():
    assert answer_to(TASKS["08-5"], MODEL["brief_text"]).state == WRITTEN
    one = brief(
        MODEL["brief_title"],
        MODEL["brief_text"],
        sources=MODEL["brief_sources"],
        author=MODEL["my_name"],
        audience="a minister",
        convention=MODEL["brief_convention"],
    )
    assert [f.text for f in one.findings if f.state == MEND] == ["Missing so far: map."]
    assert one.limits == (TASKS["08-5"].min_words, TASKS["08-5"].max_words)
    assert loaded_words(MODEL["brief_title"] + "\n" + MODEL["brief_text"]) == []


def test_the_check_counts_words_as_the_brief_does():
    text = MODEL["brief_text"]
    assert len(marks(text)) > 5
    assert answer_to(TASKS["08-5"], text).message.startswith(f"{count_words(text)} words")
    assert answer_to(TASKS["08-5"], "It is so [1]. " * 30).state == NOT_YET


def test_figures_of_the_model_are_those_of_the_posts(depths):
    outer = depths[depths["name"] != "Ergneti"]["km_from_line"]
    assert (outer.min(), outer.max(), len(outer)) == (3.6, 9.5, 9)
    assert "nine stood about 3.6 to 9.5 km" in MODEL["brief_text"].replace("\n", " ")
    assert (depths["accuracy_m"] <= 1200).mean() > 0.5
    left = {r["removed_on"].isoformat() for r in rows("buffer_zone") if r["item_id"].startswith("post-")
            and r["place_id"] in set(load_places(admin="Shida Kartli")["place_id"])}  # fmt: skip
    assert max(left) == "2008-10-08"


def test_every_question_has_a_map_a_table_with_all_sides_and_paragraphs():
    words = re.findall(r"(?m)^# \| `([a-z ]+)` \| ", LESSON)
    assert words == ["talks", "posts", "recognition", "open places"]
    for name in ("maps", "paragraphs"):
        assert re.findall(r'"([a-z ]+)": ', re.search(rf"(?m)^{name} = {{(.*)}}$", LESSON)[1]) == words
    used = [int(n) for n in re.findall(r"\d", re.search(r"(?m)^paragraphs = (.*)$", LESSON)[1])]
    assert set(used) | {0} == {p.number for p in load_article()}
    sides = re.search(r"(?m)^sides = (\[.*\])$", LESSON)[1]
    assert {f"version_{s}" for s in ("abkhazia", "georgia", "russia", "south_ossetia")} <= set(ast.literal_eval(sides))
    ids = re.findall(r'"(2008-\d\d-\d\d[a-z]?)"', LESSON)
    assert set(ids) <= {row["event_id"] for row in rows("chronology")} and len(ids) > 8


def test_no_question_shows_a_side_of_which_no_event_gives_a_version():
    """Each side's view can be found in the table of each question, or it is said that none was found."""
    events = {row["event_id"]: row for row in rows("chronology")}
    for name in ("posts", "recognition", "open places"):
        ids = re.findall(r'"(2008-[^"]+)"', re.search(rf'(?m)^    "{name}": events(.*)$', LESSON)[1])
        for side in ("abkhazia", "georgia", "russia", "south_ossetia"):
            told = [events[i][f"version_{side}"] for i in ids]
            assert [v for v in told if v and v not in ("none found", "not looked up")], (name, side)


def test_the_map_of_recognition_has_the_day_of_the_table():
    day = checked_to()
    assert f'day = "{day.day} {day:%B %Y}"' in LESSON


def test_sources_of_the_lesson_can_be_cited_and_were_opened():
    listed = " ".join(re.findall(r"(?m)^(?:used|four) \+?= (\[.*\])$", LESSON))
    used = set(re.findall(r'"([a-z0-9-]+)"', listed))
    known = {row["source_id"]: row["verified"] for row in rows("sources")}
    assert len(used) >= 12 and {s for s in MODEL["brief_sources"] if " " not in s} <= used
    for source in used:
        assert known[source] == "looked-up" and cite(source)


# The lesson as a whole --------------------------------------------------------------------------------------


def test_minutes_add_up_to_a_lesson_and_parts_to_their_sum():
    plan = LESSON[: LESSON.index("| at home |")]
    assert sum(int(n) for n in re.findall(r"(?m)^# \| (\d+) \|", plan)) == 50
    inside = re.findall(r"(?m)^# ### .*\((\d+) min\)", LESSON[: LESSON.index("## Part 3")])
    assert sum(map(int, inside)) + 1 + 3 == 11 + 20  # the quiz, and the page
