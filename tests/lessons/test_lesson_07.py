"""Lesson 7: seats, speakers and papers are recomputed from the tables; verdicts stay hidden until a student has rated."""

import re
from pathlib import Path

import pytest

from courseutils import load_article, load_layer, load_table
from courseutils._claims.vocabulary import VERDICTS
from courseutils._data import rows
from courseutils.checks import NOT_YET, RIGHT, answer_to
from courseutils.exercises import exercises, lesson_07
from courseutils.quizzes import question

ROOT = Path(__file__).resolve().parents[2]
LESSON = (ROOT / "lessons" / "07_talks_about_talks.py").read_text(encoding="utf-8")
TASKS = {e.id: e for e in exercises().values() if e.lesson == "07"}
COMPUTED = {id: e for id, e in TASKS.items() if e.kind != "written"}
CLAIMS = {row["claim_id"]: row for row in rows("claims")}


def right_answer(id):
    return TASKS[id].expected.get(TASKS[id].parameters)


def wrong_reply(id, name):
    return next(w.reply for w in TASKS[id].wrong if w.name == name)


def student_cells() -> list[str]:
    """The code of the lesson as a student gets it, cell by cell."""
    blank = re.sub(r"### BEGIN SOLUTION\n.*?### END SOLUTION\n", "", LESSON, flags=re.S)
    return [part.partition("\n")[2] for part in re.split(r"(?m)^# %%", blank) if "[markdown]" not in part[:20]]


@pytest.fixture(scope="module")
def chairs():
    return load_table("seats")


@pytest.fixture(scope="module")
def claims():
    return load_table("claims")


# 07-1: seats ------------------------------------------------------------------------------------------------


def sets_of(chairs, sittings):
    present = chairs[chairs["presence"] == "present"]
    return [set(present[present["sitting_id"] == sitting]["seat"]) for sitting in sittings]


def test_who_was_in_both_rooms_counted_as_in_the_lesson(chairs):
    first, second = sets_of(chairs, TASKS["07-1"].parameters.values())
    tried = {"in either": first | second, "in the first only": first - second, "in the second only": second - first}
    assert answer_to(TASKS["07-1"], first & second).state == RIGHT
    for name, found in tried.items():
        assert answer_to(TASKS["07-1"], found).message == wrong_reply("07-1", name)


def test_the_word_and_between_two_sets_is_told_so_and_short_names_are_known(chairs):
    present = chairs[chairs["presence"] == "present"]
    first, second = (set(present[present["sitting_id"] == id]["seat"]) for id in TASKS["07-1"].parameters.values())
    assert answer_to(TASKS["07-1"], first and second).message == wrong_reply("07-1", "the word and")
    assert answer_to(TASKS["07-1"], ["EU", "UN", "OSCE"]).state == RIGHT


def test_the_reply_of_07_1_names_who_was_where(chairs):
    first, second = sets_of(chairs, TASKS["07-1"].parameters.values())
    hosts = set(chairs[chairs["role"] == "co-chair"]["seat"])
    assert first & second == hosts and len(hosts) == 3
    assert "Georgia" in first - second and {"Russia", "Abkhazia", "South Ossetia"} == second - first
    informal = chairs[chairs["sitting_id"] == "informal-2008-10-15"].set_index("seat")["presence"]
    assert informal["United States"] == "not known" and informal["Georgia"] == "stayed away"
    assert chairs["seat"].nunique() == len(TASKS["07-1"].options) == 9


def test_other_sittings_have_another_answer():
    sittings = {"first_sitting": "informal-2008-10-15", "second_sitting": "groups-2008-11-19"}
    both = lesson_07.sat_in_both(**sittings)
    assert "Abkhazia" in both and "Georgia" not in both
    assert answer_to(TASKS["07-1"], both, sittings).state == RIGHT
    assert answer_to(TASKS["07-1"], right_answer("07-1"), sittings).state == NOT_YET


# 07-2: speakers ---------------------------------------------------------------------------------------------


def test_speakers_who_were_there_joined_as_in_the_lesson(chairs, claims):
    spoken = claims[claims["speaker"] != "article"].merge(load_table("actors"), on="actor_id")
    day = chairs.merge(load_table("sittings")[["sitting_id", "date"]], on="sitting_id")
    people = day[day["date"] == "2008-10-15"]["people"].fillna("").str.split("; ").explode()
    article, usual = spoken["name"].isin(people), spoken["standard_name"].isin(people)
    tried = {
        "spelling of the article only": article,
        "usual spelling only": usual,
        "and in place of or": article & usual,
        "every named speaker": article | True,
    }
    assert answer_to(TASKS["07-2"], spoken[article | usual]["claim_id"]).state == RIGHT
    for name, chosen in tried.items():
        assert answer_to(TASKS["07-2"], spoken[chosen]["claim_id"]).message == wrong_reply("07-2", name)
    assert list(spoken["claim_id"]) == list(TASKS["07-2"].options)


def test_the_reply_of_07_2_is_true_of_the_speakers():
    actors = {row["actor_id"]: row for row in rows("actors")}
    assert (actors["shamba"]["name"], actors["shamba"]["standard_name"]) == ("Sergei Chamba", "Sergei Shamba")
    assert "(" in actors["bokeria"]["standard_name"] and "(" not in actors["bokeria"]["name"]
    assert "Brussels on 14 October 2008" in actors["saakashvili"]["note"]
    assert "evening of 14 October" in actors["ban"]["note"] and "Johan Verbeke" in actors["ban"]["note"]
    assert "Johan Verbeke" in lesson_07.people_there("2008-10-15")
    assert {CLAIMS[c]["actor_id"] for c in right_answer("07-2")} == {"shamba", "bokeria"}


def test_another_day_has_other_people():
    november = {"talks_day": "2008-11-19"}
    assert lesson_07.spoken_by_people_there(**november) == ["c06", "c11"]
    assert answer_to(TASKS["07-2"], ["c06", "c11"], november).state == RIGHT


def test_the_article_quotes_no_south_ossetian_and_chochiev_was_in_geneva():
    sides = {row["actor_id"]: row["side"] for row in rows("actors")}
    assert "South Ossetia" not in {sides[q.actor_id] for q in load_article().quotations}
    assert "Boris Chochiev" in lesson_07.people_there("2008-10-15")


# 07-3: kinds of evidence ------------------------------------------------------------------------------------


def test_each_kind_has_a_word_and_each_word_a_row_in_the_lesson():
    assert {row["type"] for row in CLAIMS.values()} == set(lesson_07.SETTLED_BY)
    assert set(lesson_07.SETTLED_BY.values()) == set(TASKS["07-3"].options) == set(right_answer("07-3").values())
    assert all(f'`"{word}"`' in LESSON for word in TASKS["07-3"].options)


def test_numbers_in_the_reply_of_07_3():
    settled = right_answer("07-3")
    assert sum(word != "nothing" for word in settled.values()) == 5
    assert sum(CLAIMS[claim]["contested"] for claim in settled) == 4


# 07-4: papers -----------------------------------------------------------------------------------------------


def test_points_on_talks_found_as_in_the_lesson():
    table = load_table("agreements")
    agreed = table["date"] <= "2008-10-15"
    tried = {
        "the place searched": agreed & table["commitment"].str.contains("Geneva"),
        "status searched": agreed & table["commitment"].str.contains("status"),
        "the notes searched": agreed & table["note"].fillna("").str.contains("talks"),
        "every point by then": agreed,
    }
    found = table[agreed & table["commitment"].str.contains("talks")]["agreement_id"]
    assert answer_to(TASKS["07-4"], found).state == RIGHT
    for name, chosen in tried.items():
        assert answer_to(TASKS["07-4"], table[chosen]["agreement_id"]).message == wrong_reply("07-4", name)
    assert list(table["agreement_id"]) == list(TASKS["07-4"].options)


def test_no_point_on_talks_names_status_and_one_names_geneva():
    said = {row["agreement_id"]: row["commitment"] for row in rows("agreements")}
    points = [said[name] for name in right_answer("07-4")]
    assert not any("status" in text for text in points) and sum("Geneva" in text for text in points) == 1
    assert "status was taken out" in next(r["note"] for r in rows("agreements") if r["agreement_id"] == "six-point-6")


def test_another_word_and_day_have_another_answer():
    values = {"word": "observers", "until": "2008-09-30"}
    assert answer_to(TASKS["07-4"], ["implementation-1b", "implementation-2"], values).state == RIGHT


# 07-5 to 07-7 -----------------------------------------------------------------------------------------------


def test_the_model_verdict_holds_what_the_rubric_asks():
    model = re.search(r'my_verdict = """(The article.*?)"""', LESSON, re.S)[1]
    assert answer_to(TASKS["07-5"], model).state == "written"
    assert all(side in model for side in ("Georgia", "Bagapsh", "Kokoity", "Russia", "European Court"))
    assert CLAIMS["c15"]["verdict"] in model and "confidence" in model and "would" in model


def test_contested_and_supported_found_as_in_the_lesson(claims):
    supported = claims["verdict"] == "supported"
    assert answer_to(TASKS["07-6"], claims[claims["contested"] & supported]["claim_id"]).state == RIGHT
    assert answer_to(TASKS["07-6"], claims[supported]["claim_id"]).message == wrong_reply("07-6", "contested or not")
    assert list(claims["claim_id"]) == list(TASKS["07-6"].options)


def test_names_in_quotation_marks_find_no_statement_and_are_told_so(claims):
    found = claims[(claims["contested"] == "True") & (claims["verdict"] == "supported")]["claim_id"]
    assert answer_to(TASKS["07-6"], found).message == wrong_reply("07-6", "nothing")


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_its_answer(verdict):
    values = {"our_verdict": verdict}
    assert answer_to(TASKS["07-6"], lesson_07.contested_and_rated(verdict) or [], values).state == RIGHT


def test_the_last_round_is_not_the_number_of_rows():
    table = load_table("geneva")
    by_day = table[table["date"] <= "2025-12-31"]
    assert answer_to(TASKS["07-7"], by_day["round"].max()).state == RIGHT
    assert answer_to(TASKS["07-7"], len(by_day)).message == wrong_reply("07-7", "rows counted")
    assert "66th was planned for 18-19 March 2026" in table["what_happened"].iloc[-1]
    assert answer_to(TASKS["07-7"], 8, {"by_day": "2009-12-31"}).state == RIGHT


# Students rate first ----------------------------------------------------------------------------------------


def test_no_cell_shows_a_verdict_or_the_evidence_of_the_kit_before_the_trial_is_over():
    cells = student_cells()
    last = max(n for n, code in enumerate(cells) if "compare_ratings(" in code)
    telling = [code for code in cells[:last] if '"verdict"' in code or "evidence_summary" in code]
    assert telling == [] and not any(re.search(r"(?m)^claims$", code) for code in cells)


def test_each_rated_claim_has_its_board_before_and_after():
    code = "\n".join(student_cells())
    for name in ("c01", "c02", "c05", "c15"):
        boards = [m.start() for m in re.finditer(rf'claims_board\([^)]*"{name}"', code)]
        assert len(boards) == 2 and boards[0] < code.index(f'rate("{name}"') < boards[1]
    assert code.index('rate("c03"') < code.index('claims_board("c03")')


def test_a_student_who_has_not_rated_sees_no_verdict(tmp_path, monkeypatch):
    from courseutils import claims_board, compare_ratings, rate

    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    scope = {"claims_board": claims_board, "compare_ratings": compare_ratings, "rate": rate}
    shown = ""
    for code in (c for c in student_cells() if re.search(r"(?m)^(claims_board|rate|compare_ratings|hands)", c)):
        *before, last = re.split(r"\n(?=\w)", code.strip())
        exec("\n".join(before), scope)
        shown += eval(last, scope)._repr_html_()
    assert shown.count("Our verdict is shown when you have given yours") == 9 and "Our verdict:</strong>" not in shown
    assert "There are no ratings to compare yet" in shown and not list(tmp_path.iterdir())


def test_claims_named_for_the_written_verdict_are_contested():
    listed = re.search(r"Choose \*\*one\*\* contested statement.*?\n# c20", LESSON, re.S)[0]
    named = set(re.findall(r"\bc\d\d\b", listed))
    assert len(named) == 8 and all(CLAIMS[name]["contested"] for name in named)


# The lesson as a whole --------------------------------------------------------------------------------------


def test_the_venues_can_be_drawn():
    names = set(load_layer("world")["name"])
    assert {"Switzerland", "Belgium"} <= names
    assert {"Ergneti", "Gali"} <= {row["name"] for row in rows("places")}
    assert any("Gali IPRM still suspended" in row["what_happened"] for row in rows("geneva") if row["round"] == 61)


def test_minutes_add_up_to_a_lesson():
    plan = LESSON[: LESSON.index("| at home |")]
    minutes = [int(n) for n in re.findall(r"(?m)^# \| (\d+) \|", plan)]
    assert 45 <= sum(minutes) <= 50
    inner = LESSON[LESSON.index("| Minutes | What | Stop point") : LESSON.index("**To shorten:**")]
    assert sum(int(n) for n in re.findall(r"(?m)^# \| (\d+) \|", inner)) == sum(minutes)


def test_confidences_named_in_the_second_quiz_are_those_of_the_table():
    given = {name: (CLAIMS[name]["verdict"], CLAIMS[name]["confidence"]) for name in ("c05", "c06")}
    assert given == {"c05": ("not-supported", "high"), "c06": ("opinion", "medium")}
    assert "opinion, confidence medium" in question("07-q2").text


def test_half_of_the_exercises_have_hidden_variants():
    assert sum(bool(task.parameters) for task in COMPUTED.values()) >= len(COMPUTED) / 2
    for task in COMPUTED.values():
        assert all(f"{name} = " in LESSON for name in task.parameters)


def test_cells_are_short():
    lengths = {code.strip()[:40]: len(code.strip().splitlines()) for code in student_cells()}
    long = {begin: n for begin, n in lengths.items() if n > 8}
    assert list(long) == [next(begin for begin in lengths if begin.startswith("from textwrap"))]
