"""What an instructor asked to be marked and counted, and which of a student's files stands for the lesson."""

import csv
import io
import json
from pathlib import Path

import pytest
from classmarks import GOOD_TEXT, a_class, marked, written_of
from handedin import SLUGS, notebook, packed

from courseutils.commands.workbook import notebooks_dir
from courseutils.teach.marking import levels
from courseutils.teach.marking import run as marking
from courseutils.teach.marking.chosen import Chosen, choose
from courseutils.teach.marking.feedback import write_feedback
from courseutils.teach.marking.intake import collect
from courseutils.teach.marking.notebook import Notebook
from courseutils.teach.marking.progress import Progress
from courseutils.teach.marking.reading import Reading
from courseutils.teach.marking.records import (
    COULD_NOT,
    NOT_ATTEMPTED,
    NOT_YET,
    RIGHT,
    UNTRIED,
    Marked,
    Result,
    Submission,
)
from courseutils.teach.marking.results import lines_of, save
from courseutils.teach.marking.run import Marker, hand_over, summary
from courseutils.teach.marking.store import CannotMark, Record, Store
from courseutils.teach.marking.tables import write_tables
from courseutils.teach.marking.written import write_again

FILE = SLUGS["05"] + ".ipynb"
BLANK = (notebooks_dir() / FILE).read_bytes()
ANSWER = "circle_area_km2 = 1"


def with_cell(source: str, cell_id: str = "exercise-05-1") -> bytes:
    """The lesson as it is handed out, another text in one cell."""
    document = json.loads(BLANK)
    next(cell for cell in document["cells"] if cell["id"] == cell_id)["source"] = source
    return json.dumps(document).encode("utf-8")


def worked_in() -> bytes:
    """The lesson with one answer."""
    return with_cell(ANSWER)


ALSO_BLANK, LATER = with_cell("# later"), with_cell(ANSWER, "exercise-05-2")


def collected(tmp_path, files, lessons=()):
    named = {f"Nino Gelashvili_12_assignsubmission_file/{name}": content for name, content in files.items()}
    named |= {f"Ana Dzidzaria_13_assignsubmission_file/{FILE}": worked_in()}
    packed(named, tmp_path / "class.zip")
    found, said = collect(tmp_path / "class.zip", tmp_path / "into", lessons)
    return [one for one in found if one.student == "12"], said


# Copies in which nothing was done -------------------------------------------------------------------------------------

BESIDE = {
    "a newer lesson": f"{SLUGS['05']}.new.ipynb",
    "a second download": f"{SLUGS['05']} (1).ipynb",
    "one in a zip": "georgia2008_Nino_2026-11-20_1011.zip",
}


def result(state: str) -> tuple[Result, ...]:
    return (Result("05-1", state), Result("05-2", NOT_ATTEMPTED))


class Marking(Marker):
    """Knows by a notebook's text what running it would give."""

    def __init__(self, tmp_path):
        super().__init__(None, Store(tmp_path / "out"), "seed", 1)
        self.store.open("seed")

    def run(self, found: Notebook) -> Record:
        is_worked = any(cell.source == ANSWER for cell in found.cells)
        return Record("05", result(RIGHT if is_worked else NOT_ATTEMPTED), ())


@pytest.mark.parametrize("name", BESIDE)
def test_a_copy_in_which_nothing_was_done_never_stands_before_work(tmp_path, name):
    empty = packed({FILE: BLANK}) if BESIDE[name].endswith(".zip") else BLANK
    (nino,), _ = collected(tmp_path, {FILE: worked_in(), BESIDE[name]: empty})
    assert nino.path.read_bytes() == BLANK, "the later one"
    (item,) = Marking(tmp_path).mark_all([nino], Progress(1))
    assert item.submission.origin.endswith(f"file/{FILE}") and item.results[0].state == RIGHT
    assert item.submission.attempt == 1 and item.submission.earlier == ()
    assert [BESIDE[name] in remark for remark in item.submission.remarks if "nothing was attempted" in remark] == [True]


def test_of_two_with_work_the_last_counts_and_of_two_without_too(tmp_path):
    for number, (first, last) in enumerate([(BLANK, worked_in()), (worked_in(), LATER), (BLANK, ALSO_BLANK)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (nino,), _ = collected(folder, {FILE: first, f"{SLUGS['05']} (1).ipynb": last})
        (item,) = Marking(folder).mark_all([nino], Progress(1))
        assert item.submission.attempt == 2 and item.submission.remarks[0].startswith(
            "Attempt 2 of 2: the last counts."
        )


def test_a_few_earlier_attempts_are_kept_and_not_every_one(tmp_path):
    (nino,), _ = collected(tmp_path, {f"{SLUGS['05']} ({n}).ipynb": notebook("05", str(n)) for n in range(1, 10)})
    assert [one.attempt for one in (nino, *nino.earlier)] == [9, 8, 7, 6]
    assert len(list((tmp_path / "into").iterdir())) == 5, "four of Nino, one of Ana"


# --lessons ------------------------------------------------------------------------------------------------------------


def test_of_a_packed_workbook_only_the_lessons_that_were_asked_for_are_marked(tmp_path):
    files = {FILE: worked_in(), SLUGS["01"] + ".ipynb": notebook("01"), SLUGS["06"] + ".ipynb": notebook("06")}
    (nino,), said = collected(tmp_path, {"georgia2008_Nino_2026-11-20_1011.zip": packed(files)}, {"05"})
    assert nino.origin.endswith(FILE) and nino.attempt == 1
    assert said == ["Left out, as --lessons asks: 2 notebooks of lesson 1, 6."]


def test_who_handed_in_another_lesson_is_left_out_of_no_table(tmp_path):
    (nino,), _ = collected(tmp_path, {SLUGS["01"] + ".ipynb": notebook("01")}, {"05"})
    assert nino.attempt == 0 and "only of lesson 1." in nino.remarks[0]
    (item,) = Chosen(frozenset({"05"})).among([Marked(nino, "01", marked("1", "x", "01").results)])
    (line,) = lines_of(item, {})
    assert (line.exercise, line.state, line.points) == ("", COULD_NOT, None) and "only of lesson 1." in line.reason


def test_a_file_of_no_known_lesson_is_always_looked_at(tmp_path):
    (nino,), _ = collected(tmp_path, {"homework.ipynb": b'{"nbformat": 4, "cells": []}'}, {"05"})
    assert nino.attempt == 1


# --leave-out ----------------------------------------------------------------------------------------------------------


def test_what_was_asked_is_read_in_any_way_to_write_it():
    assert choose("5, 1-2", "5-8 04-7") == Chosen(frozenset({"01", "02", "05"}), frozenset({"05-8", "04-7"}))
    assert choose() == Chosen()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("12", None), "there is no lesson 12"),
        (("all", None), "there is no lesson all"),
        (("6-5", None), "there is no lesson 6-5"),
        ((None, "05-9"), "05-8"),
        ((None, "homework"), "There is no exercise"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(asked, words):
    with pytest.raises(CannotMark) as why:
        choose(*asked)
    assert words in str(why.value)


def rows_of(out: Path, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((out / name).read_text(encoding="utf-8-sig"), newline="")))


LEFT = Chosen(left_out=frozenset({"05-2", "05-8", written_of("05")}))


def test_exercises_that_are_left_out_stand_in_the_table_and_count_in_no_sum(tmp_path):
    write_tables(LEFT.among(a_class()), tmp_path)
    rows = [row for row in rows_of(tmp_path, "marks.csv") if row[3] in LEFT.left_out]
    assert len(rows) == 3 * 5 and {tuple(row[5:7]) for row in rows} == {("0", "0")}
    assert all(row[7].startswith("Not counted.") for row in rows)
    assert {"right", COULD_NOT, "written"} <= {row[4] for row in rows}
    head, possible, *students = rows_of(tmp_path, "marks_canvas.csv")
    assert "Lesson 05 written answers" not in head
    column = head.index("Lesson 05 exercises")
    assert possible[column] == "5"
    alan = next(row for row in students if row[0] == "Alan Dzhioev")
    assert alan[column] == "5", "what could not be marked is missing in no sum when it is not counted"


def test_pages_say_what_is_not_counted(tmp_path):
    class_ = LEFT.among(a_class())
    write_feedback(class_, tmp_path)
    alan = next(tmp_path.glob("feedback/Alan*")).read_text(encoding="utf-8")
    assert alan.count("not counted</td>") == 3 and "5 of 5 points</strong>." in alan
    assert "Not counted." not in alan
    whole = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "Twenty per cent? (not counted)" in whole and "5 of 5" in whole
    assert "1 mark missing" in whole, "the essay of Zura"


def test_a_written_answer_that_is_left_out_is_not_to_be_read(tmp_path):
    save(LEFT.among(a_class()), tmp_path)
    assert {answer.exercise for answer in Reading(tmp_path).answers.values()} == {written_of("06")}


def test_when_everything_is_left_out_nothing_is_owed(tmp_path):
    item = marked("1", "Nino Gelashvili", n1=NOT_YET)
    nothing = Chosen(left_out=frozenset(result.exercise for result in item.results))
    write_feedback(nothing.among([item]), tmp_path)
    assert "Nothing here is counted." in next(tmp_path.glob("feedback/*")).read_text(encoding="utf-8")
    assert "<td>not counted</td>" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_file_that_could_not_be_read_is_no_zero_on_either_page(tmp_path):
    lost = Submission("7", "Eka", Path("x"), f"Eka_7_assignsubmission_file/{FILE}", "moodle")
    results = marked("7", "Eka").results
    results = tuple(type(r)(r.exercise, COULD_NOT, "The file is empty.") for r in results)
    write_feedback([Marked(lost, "05", results)], tmp_path)
    page = next(tmp_path.glob("feedback/*")).read_text(encoding="utf-8")
    assert "No mark yet: this could not be marked." in page and "0 of 8" not in page
    assert "0 of 8" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_to_look_at_is_only_what_a_person_has_to_decide(tmp_path):
    lost = tuple(Result(r.exercise, COULD_NOT, "The file is empty.") for r in marked("7", "Eka").results)
    notes = [Result("05-1", RIGHT, f"{UNTRIED}: no line.", 1.0), Result("05-3", RIGHT, "A value is typed in.", 1.0)]
    class_ = [marked("7", "Eka", given=lost), marked("8", "Ana", given=(*notes, Result("05-2", RIGHT, "", 1.0)))]
    write_feedback(LEFT.among(class_), tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    listed = page.split("<h2>To look at</h2>")[1].split("</ul>")[0]
    assert "whole file: The file is empty." in listed and f"05-1: {UNTRIED}: no line." in listed
    assert listed.count("<li>") == 2


def test_the_last_line_counts_as_the_tables_do(tmp_path):
    lines = [lines_of(item, {}) for item in LEFT.among(a_class())]
    said = summary(lines, tmp_path)
    assert "Marked 7 notebooks" in said and "Not counted: 05-2, 05-5, 05-8." in said
    assert "the column reason in marks.csv says why." in said


def test_what_is_said_at_the_end_names_the_next_step_and_how_many_answers_were_read(tmp_path):
    out = tmp_path / "my marks"
    class_ = [marked("1", "Nino"), marked("2", "Ana"), marked("3", "Alan")]
    number = written_of("05")
    levels.append(out.parent, ("1", number), GOOD_TEXT, 2, "")
    said = summary([lines_of(item, levels.read(out.parent)) for item in class_], out)
    assert "3 written (1 of them read)" in said
    assert f"Next, read 2 written answers: python3 course.py mark --written '{out}'" in said
    assert said.endswith(f"The whole class on one page: {out / 'index.html'}")
    for n in "23":
        levels.append(out.parent, (n, number), GOOD_TEXT, 2, "")
    said = summary([lines_of(item, levels.read(out.parent)) for item in class_], out)
    assert "3 written (3 of them read)" in said and "--written" not in said
    said = summary([lines_of(item, {}) for item in class_[:1]], out)
    assert "1 written." in said and "Next, read 1 written answer: " in said


# A folder with the marks of another lesson ----------------------------------------------------------------------------


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def of_lesson(number: str, *students: str) -> list[Marked]:
    return [marked(student, f"Student {student}", number) for student in students or "12"]


@pytest.fixture
def five(tmp_path) -> Store:
    """A folder with the marks of lesson 5."""
    store = Store(tmp_path / "marks_lesson_5")
    store.open("spring")
    hand_over(of_lesson("05"), store, frozenset({"05"}))
    return store


@pytest.mark.parametrize("asked", [frozenset({"01"}), frozenset()])
def test_marks_of_another_lesson_are_not_overwritten(asked, five):
    before = files(five.out)
    with pytest.raises(CannotMark, match=r"holds the marks of lesson 5, .* such as --out .*marks_lesson_1\."):
        hand_over(of_lesson("01"), five, asked)
    assert files(five.out) == before


def test_it_is_said_before_anything_is_run(five, tmp_path, capsys, monkeypatch):
    (tmp_path / "subs").mkdir()
    monkeypatch.setattr(marking, "boxes", lambda *_: pytest.fail("a sandbox was made"))
    assert marking.run(tmp_path / "subs", five.out, None, 1, False, only="1") == 1
    assert "holds the marks of lesson 5" in capsys.readouterr().out


@pytest.mark.parametrize("asked", [frozenset({"05"}), frozenset({"05", "06"}), frozenset()])
def test_the_same_lesson_is_marked_again_and_others_may_come_with_it(asked, five):
    class_ = of_lesson("05", "1") + of_lesson("06", "3") * ("05" not in asked or "06" in asked)
    assert hand_over(class_, five, asked) == 0
    assert "Student 2" not in (five.out / "marks.csv").read_text(encoding="utf-8-sig")


def test_a_lesson_goes_with_the_only_student_who_handed_it_in(five):
    hand_over(of_lesson("05") + of_lesson("06", "3"), five)
    assert hand_over(of_lesson("05"), five) == 0
    with pytest.raises(CannotMark, match="holds the marks of lesson 5, and"):
        hand_over(of_lesson("01"), five)


@pytest.mark.parametrize(
    ("left", "words"), [(0, "now. The whole"), (1, "1 answer is left;"), (2, "2 answers are left;")]
)
def test_how_many_answers_are_left_is_said_in_english(left, words, five, capsys):
    assert write_again(five.out, left) == 0
    assert words in capsys.readouterr().out
