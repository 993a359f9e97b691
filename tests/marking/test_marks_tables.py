"""Tables of marks: what each import reads out of them, nothing missing as 0, no cell that a spreadsheet would run."""

import csv
import io
import re

import pytest
from classmarks import GOOD_TEXT, a_class, marked, written_of
from hypothesis import given, settings
from hypothesis import strategies as st

from courseutils.exercises import exercises
from courseutils.teach.marking import levels
from courseutils.teach.marking.records import COULD_NOT, NOT_ATTEMPTED, NOT_YET, Marked, Submission
from courseutils.teach.marking.results import load
from courseutils.teach.marking.tables import safe, write_tables

CHECKED_05 = [e.id for e in exercises().values() if e.lesson == "05" and e.kind != "written"]
ALL = len(CHECKED_05)


def rows_of(out, name) -> list[list[str]]:
    return list(csv.reader(io.StringIO((out / name).read_text(encoding="utf-8-sig"), newline="")))


def table(out, name) -> list[dict]:
    head, *rows = rows_of(out, name)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_marks_has_a_row_for_every_exercise_of_everybody(tmp_path):
    write_tables(a_class(), tmp_path)
    rows = table(tmp_path, "marks.csv")
    assert list(rows[0]) == ["student", "name", "lesson", "exercise", "state", "points", "possible", "reason"]
    nino = [row for row in rows if row["student"] == "1" and row["lesson"] == "05"]
    assert [row["exercise"] for row in nino] == [e.id for e in exercises().values() if e.lesson == "05"]
    assert {row["points"] for row in nino if row["exercise"] in CHECKED_05} == {"1"}


def test_what_could_not_be_marked_is_empty_with_a_reason_and_never_0(tmp_path):
    write_tables(a_class(), tmp_path)
    rows = table(tmp_path, "marks.csv")
    missing = [row for row in rows if row["state"] == COULD_NOT]
    assert len(missing) == 2 and all(row["points"] == "" and row["reason"] for row in missing)
    assert missing[1]["reason"] == "essay.docx: It is no notebook." and missing[1]["exercise"] == ""
    zeros = {row["state"] for row in rows if row["points"] == "0"}
    assert zeros == {NOT_YET, NOT_ATTEMPTED}


def test_a_written_answer_has_no_points_until_somebody_read_it(tmp_path):
    class_ = [marked("1", "Nino"), marked("2", "Ana", text="")]
    write_tables(class_, tmp_path)
    essay = {r["student"]: r for r in table(tmp_path, "marks.csv") if r["exercise"] == written_of("05")}
    assert (essay["1"]["points"], essay["2"]["points"]) == ("", "0")
    assert essay["1"]["reason"].startswith("This answer has not been read yet.")
    levels.append(tmp_path, ("1", written_of("05")), GOOD_TEXT, 2, "Who says so?")
    write_tables(class_, tmp_path)
    essay = {r["student"]: r for r in table(tmp_path, "marks.csv") if r["exercise"] == written_of("05")}
    assert (essay["1"]["points"], essay["1"]["reason"]) == ("0.67", "Level 2 of 3. Who says so?")


def test_a_level_counts_for_the_text_that_was_read_and_no_other(tmp_path):
    levels.append(tmp_path, ("1", written_of("05")), GOOD_TEXT, 3, "")
    write_tables([marked("1", "Nino", text=GOOD_TEXT + " More.")], tmp_path)
    (essay,) = [r for r in table(tmp_path, "marks.csv") if r["exercise"] == written_of("05")]
    assert essay["points"] == ""


def test_the_results_are_kept_for_later(tmp_path):
    write_tables(a_class(), tmp_path)
    kept = load(tmp_path)
    assert [(m.submission.student, m.lesson, m.results, m.remarks) for m in kept] == [
        (m.submission.student, m.lesson, m.results, m.remarks) for m in a_class()
    ]
    with pytest.raises(FileNotFoundError, match="Mark first"):
        load(tmp_path / "elsewhere")


def test_the_same_class_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_tables(a_class(), tmp_path / name)
    files = sorted(p.name for p in (tmp_path / "a").glob("*.csv"))
    assert files == ["marks.csv", "marks_canvas.csv", "marks_moodle.csv", "marks_moodle_gradebook.csv"]
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)


def test_only_the_table_for_people_has_a_byte_order_mark(tmp_path):
    write_tables(a_class(), tmp_path)
    with_mark = [p.name for p in tmp_path.glob("*.csv") if p.read_bytes().startswith(b"\xef\xbb\xbf")]
    assert with_mark == ["marks.csv"]
    assert "ნინო გელაშვილი" in (tmp_path / "marks_canvas.csv").read_text(encoding="utf-8")


# What the imports do, after the source of Canvas (lib/gradebook_importer.rb) and Moodle -------------------------------


def canvas_import(out, titles: dict[str, int], students: dict[int, str]) -> tuple[dict, dict]:
    """Points possible of each assignment, and grades by (user id, assignment id), as Canvas reads them."""
    head, *rows = rows_of(out, "marks_canvas.csv")
    assert "Student" in head[0] and "ID" in head[1] and re.search(r"SIS\s+User\s+ID", head[2])
    assert re.search(r"SIS\s+Login\s+ID", head[3]) and "Section" in head[4]
    assignments = {n: titles[name] for n, name in enumerate(head) if n > 4}
    possible, grades = {}, {}
    for row in rows:
        if "Points Possible" in row[0]:
            possible = {assignments[n]: float(row[n]) for n in assignments}
            continue
        number = int(row[1]) if row[1] else 0
        user = number if number in students else next((k for k, name in students.items() if name == row[0]), None)
        grades |= {(user, assignments[n]): row[n] for n in assignments}
    return possible, grades


def test_canvas_finds_students_by_its_own_number_and_assignments_by_their_names(tmp_path):
    class_ = [marked("71", "ninog", platform="canvas"), marked("72", "anad", platform="canvas", n1=NOT_YET, text="")]
    write_tables(class_, tmp_path)
    titles = {"Lesson 05 exercises": 900, "Lesson 05 written answers": 901}
    possible, grades = canvas_import(tmp_path, titles, {71: "Gelashvili, Nino", 72: "Dzidzaria, Ana"})
    assert possible == {900: ALL, 901: 1}
    assert grades == {(71, 900): str(ALL), (71, 901): "", (72, 900): str(ALL - 1), (72, 901): "0"}


def test_numbers_of_another_platform_never_stand_as_canvas_numbers(tmp_path):
    write_tables([marked("71", "Nino Gelashvili", platform="moodle")], tmp_path)
    _, grades = canvas_import(
        tmp_path, {"Lesson 05 exercises": 900, "Lesson 05 written answers": 901}, {71: "Somebody Else"}
    )
    assert {user for user, _ in grades} == {None}


def moodle_worksheet_import(out, participants: dict[int, str], most: float) -> dict[str, float]:
    """The grades that the import of a grading worksheet would set."""
    head, *rows = rows_of(out, "marks_moodle.csv")
    id_, grade, _modified = (head.index(c) for c in ("Identifier", "Grade", "Last modified (grade)"))
    assert "Feedback comments" not in head  # its column would replace comments that are there
    found = {}
    for row in rows:
        number = row[id_][len("Participant ") :]
        if not number.isdigit() or int(number) not in participants or row[grade] == "":
            continue
        value = float(row[grade])
        if 0 <= value <= most:
            found[participants[int(number)]] = value
    return found


def test_moodles_worksheet_sets_whole_grades_only(tmp_path):
    class_ = a_class()
    for key in ("1", "3", "4", "5"):
        for lesson in ("05", "06"):
            for item in class_:
                if item.submission.student == key and item.lesson == lesson:
                    text = next(r.text for r in item.results if r.text)
                    levels.append(tmp_path, (key, written_of(lesson)), text, 3, "")
    write_tables(class_, tmp_path)
    grades = moodle_worksheet_import(tmp_path, {n: str(n) for n in range(1, 7)}, 100)
    both = ALL + 1 + len([e for e in exercises().values() if e.lesson == "06"])
    assert grades == {"1": both, "2": ALL - 2, "4": ALL, "5": ALL + 1}  # 3 and 6 could not be marked: no grade
    assert {row["Maximum grade"] for row in table(tmp_path, "marks_moodle.csv")} == {str(both)}


def test_moodles_gradebook_import_gets_a_dash_where_there_is_no_mark(tmp_path):
    """Moodle stores an empty cell of a new item as 0 in some databases, and leaves out a dash."""
    write_tables(a_class(), tmp_path)
    rows = {row["Student"]: row for row in table(tmp_path, "marks_moodle_gradebook.csv")}
    assert rows["1"]["Lesson 05 exercises"] == str(ALL) and rows["1"]["Lesson 05 written answers"] == "-"
    assert rows["3"]["Lesson 05 exercises"] == "-" and rows["2"]["Lesson 06 exercises"] == "-"
    assert rows["2"]["Lesson 05 written answers"] == "0"
    assert all(cell for row in rows.values() for cell in row.values())


# Spreadsheets ---------------------------------------------------------------------------------------------------------


def cells(path) -> list[str]:
    """Every cell that a spreadsheet could see, whichever of these it takes for the separator."""
    text = path.read_text(encoding="utf-8-sig")
    found = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    return found + [cell for line in text.splitlines() for cell in re.split(r"[;\t]", line)[1:]]


EVIL_NAMES = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "x;=1",
    'x";=1',
    "x\n=1",
    "x\t=cmd|' /C calc'!A0",
    "\u200b=1",
    "\u2003=1",
    "\x1f@A1",
    "\u202e\u2060=1",
    "x;\u2066=1",
]


@pytest.mark.parametrize("name", EVIL_NAMES)
def test_no_text_of_a_student_begins_a_formula(tmp_path, name):
    item = marked(name, name, text=name)
    odd = Marked(Submission(name, name, tmp_path, name, "folder", 0, remarks=(name,)), "", (), ())
    levels.append(tmp_path, (name, written_of("05")), name, 2, name)
    write_tables([item, odd], tmp_path)
    for path in tmp_path.glob("*.csv"):
        bad = [c for c in cells(path) if re.match(r'[\s\u200b"]*[=+@＝]|\s*-[^"]*[^"-]', c)]
        assert bad == [], path.name


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("=+-@;\t\r\n\0 ,\"'|＝xყ1\x0b\x1c\u2003\u2060\u202e"), max_size=12))
def test_safe_cells_hold_no_formula_and_no_line_break(text):
    cell = safe(text)
    assert not re.search(r"(^|[;\t|])[\s\u2060\u202e]*[=+\-@＝]", cell) and not re.search(r"[\r\n\0]", cell)
    assert re.sub(r"[\s'\0]", "", cell) == re.sub(r"[\s'\0]", "", text)


def test_ordinary_names_stay_as_they_are():
    for name in ["Nino O'Neil-Smith", "ნინო გელაშვილი", "Агрба, Нина", "Zarina Dzutsaty 2"]:
        assert safe(name) == name
