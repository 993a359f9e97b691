"""The course file: every mistake is one sentence, and whatever it says is shown as plain text on the first page."""

import datetime as dt
import html
import re
import tomllib

import pytest

from courseutils.commands import lab, workbook
from courseutils.exercises import exercises, questions
from courseutils.teach import build
from courseutils.teach.releasing import ReleaseError, chosen, coursefile, instructor, pages, students

ROOT = build.root()
NUMBERS = ("00", "01", "05")
GOOD = b'name = "Maps"\nstart = 2027-02-08\nend = 2027-03-26\n'


def read(tmp_path, content: bytes) -> coursefile.Course:
    """The course of a file with these bytes, in a release of lessons 0, 1 and 5."""
    path = tmp_path / "my_course.toml"
    path.write_bytes(content)
    return coursefile.read_course(path, NUMBERS)


MISTAKES = {
    "unknown key": (GOOD + b'instuctor = "N"', "there is no key 'instuctor'. Did you mean instructor?"),
    "no name": (b'institution = "X"', "the course needs a name"),
    "empty name": (b'name = "  "', "name is empty"),
    "empty contact": (GOOD + b'contact = ""', "contact is empty. Write something or leave the line out."),
    "a number for a text": (GOOD + b"instructor = 5", 'instructor must be a text between quotation marks'),
    "too long": (b'name = "' + b"x" * 121 + b'"', "name has 121 characters; 120 are the most"),
    "a line break": (GOOD + b'contact = "a\\nb"', "a line break or another character that nobody sees"),
    "turned round": ('name = "a\u202eb"'.encode(), "another character that nobody sees"),
    "a word for a day": (b'name = "M"\nstart = "in May"', "start = in May is no day"),
    "no such day": (b'name = "M"\nstart = 2027-02-30', "There is no such day; write days as 2027-02-08"),
    "a day as in German": (b'name = "M"\nstart = 08.02.2027', "days have none and look like 2027-02-08"),
    "a day as in English": (b'name = "M"\nstart = 8 February 2027', "days have none and look like 2027-02-08"),
    "a day as in America": (b'name = "M"\nstart = 2/8/2027', "days have none and look like 2027-02-08"),
    "a day without noughts": (b'name = "M"\nstart = 2027-2-8', "days have none and look like 2027-02-08"),
    "no such day in quotation marks": (b'name = "M"\nstart = "2027-02-30"', "start = 2027-02-30 is no day"),
    "a time of day": (b'name = "M"\nend = 2027-02-08T10:00:00', "end = 2027-02-08 10:00:00 is no day"),
    "end before start": (b'name = "M"\nstart = 2027-03-01\nend = 2027-02-01', "ends (2027-02-01) before it starts"),
    "another lesson": (GOOD + b"[lessons]\n4 = 2027-02-09", "lesson 4 is not in this release, which holds 0, 1, 5"),
    "no lesson": (GOOD + b"[lessons]\nfirst = 2027-02-09", "lesson first is not in this release"),
    "two days": (GOOD + b"[lessons]\n1 = 2027-02-09\n01 = 2027-02-10", "lesson 1 has two days"),
    "a lesson too early": (GOOD + b"[lessons]\n1 = 2027-02-01", "lesson 1 (2027-02-01) comes before the course starts"),
    "a lesson too late": (GOOD + b"[lessons]\n5 = 2027-04-01", "lesson 5 (2027-04-01) comes after the course ends"),
    "a lesson without a day": (GOOD + b"[lessons]\n5 = 8", "lesson 5 = 8 is no day"),
    "lessons as a list": (GOOD + b"lessons = [1, 5]", "lessons must be a table"),
    "no quotation marks": (b"name = Maps", 'Texts need quotation marks ("...")'),
    "not UTF-8": ('name = "Wien"\ninstitution = "Universität"'.encode("cp1252"), "line 2: not UTF-8. Save the file"),
    "a picture": (b"\x89PNG\r\n", "not UTF-8"),
    "very large": (b"#" * 30_000, "larger than 20 kB"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_named(case, tmp_path):
    content, said = MISTAKES[case]
    with pytest.raises(ReleaseError) as raised:
        read(tmp_path, content)
    assert said in str(raised.value) and str(raised.value).startswith("my_course.toml")


def test_all_mistakes_are_said_at_once(tmp_path):
    with pytest.raises(ReleaseError) as raised:
        read(tmp_path, b'nam = "x"\nstart = 2027-03-01\nend = 2027-02-01\n[lessons]\n9 = 2027-02-01')
    assert len(str(raised.value).splitlines()) == 4


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(ReleaseError, match="cannot be read"):
        coursefile.read_course(tmp_path / "none.toml", NUMBERS)


def test_a_good_file_is_read_as_it_is_also_with_a_mark_of_windows(tmp_path):
    course = read(
        tmp_path, b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n") + b"[lessons]\r\n0 = 2027-02-01\r\n05 = 2027-02-09"
    )
    assert (course.name, course.start, course.end) == ("Maps", dt.date(2027, 2, 8), dt.date(2027, 3, 26))
    assert course.lessons == {"00": dt.date(2027, 2, 1), "05": dt.date(2027, 2, 9)}


def test_the_example_of_the_guide_is_a_good_file_and_has_every_key():
    path = ROOT / "guide" / "release" / "course.toml"
    course = coursefile.read_course(path, ("00", "01", "02", "05", "06"))
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) == set(coursefile.KEYS)
    assert course.lessons["05"] == dt.date(2027, 3, 8)


# The page


def release(**about) -> students.Release:
    """A release of lessons 0 and 5 for a course of this description."""
    return students.Release(ROOT, chosen.choose("5", ROOT / "lessons"), coursefile.Course(**about))


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "a | b", "`x`", "*x*", "# x", "$x$", "\\(x\\)", "&lt;"],
)  # fmt: skip
def test_no_text_of_the_file_becomes_mark_up(text):
    shown = pages.plain(text)
    assert not re.search(r"<(?!/?span>)", shown) and "$" not in shown
    assert re.search(r"(?<!\\)[`*|#\[\]]", re.sub(r"&#\d+;", "", shown)) is None
    unescaped = re.sub(r"\\([^\w\s])", r"\1", re.sub(r"</?span>", "", shown))
    assert html.unescape(unescaped) == text


def test_the_readme_and_the_start_page_show_the_course_and_its_days():
    made = release(name="Karten & Krieg", contact="a.b@example.org", lessons={"05": dt.date(2027, 3, 8)})
    files = students.student_tree(made)
    for name in ("README.md", "notebooks/START_HERE.md"):
        text = files[name].decode("utf-8")
        assert text.startswith("# Karten &amp; Krieg\n") and "[a.b@example.org](mailto:a.b@example.org)" in text
        assert re.search(r"(?m)^\| 5 \| .*How wide is a buffer zone\?.*\| Monday, 8 March 2027 \|$", text)
        assert "Institution" not in text and "<!--" not in text
    links = re.findall(r"\]\((\d\d_[^)]+)\)", files["notebooks/START_HERE.md"].decode("utf-8"))
    assert len(links) == 3 and {f"notebooks/{link}" for link in links} <= set(files)


def test_without_a_course_file_the_readme_has_the_kits_name_and_no_start_page_is_made():
    files = students.student_tree(students.Release(ROOT, chosen.choose("5", ROOT / "lessons")))
    assert files["README.md"].startswith(b"# Georgia 2008\n") and "notebooks/START_HERE.md" not in files
    assert "with lesson 0 open" in files["README.md"].decode("utf-8")


def test_a_template_that_lost_a_mark_is_named():
    with pytest.raises(ReleaseError, match=r"x.md has lost its mark <!-- title -->"):
        pages.fill("# nothing", "x.md", {"title": "T"})


# The page in the student's folder


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """A release's notebooks with a start page, and a workbook that got them."""
    notebooks, mine = tmp_path / "notebooks", tmp_path / "workbook"
    notebooks.mkdir()
    (notebooks / workbook.START_PAGE).write_text("# Old", encoding="utf-8")
    monkeypatch.setattr(workbook, "notebooks_dir", lambda: notebooks)
    workbook.copy_lessons(mine)
    return notebooks / workbook.START_PAGE, mine


def test_a_newer_page_takes_the_place_of_the_old(folders):
    page, mine = folders
    page.write_text("# New", encoding="utf-8")
    assert workbook.copy_lessons(mine) == ["The course's page, START_HERE.md, is new."]
    assert (mine / page.name).read_text(encoding="utf-8") == "# New"
    assert workbook.copy_lessons(mine) == [] and len(list(mine.glob("*.md"))) == 1


def test_a_page_that_the_student_wrote_into_stays(folders):
    page, mine = folders
    (mine / page.name).write_text("# Old, my notes", encoding="utf-8")
    page.write_text("# New", encoding="utf-8")
    assert "beside yours as START_HERE.new.md" in workbook.copy_lessons(mine)[0]
    assert (mine / page.name).read_text(encoding="utf-8") == "# Old, my notes"


def test_the_lab_opens_the_page_where_there_is_one(folders, monkeypatch):
    _, mine = folders
    opened = []
    monkeypatch.setenv("COURSE_WORKBOOK", str(mine))
    monkeypatch.setattr(lab.subprocess, "Popen", lambda command, env: opened.append(command) or Ended())
    lab.start()
    (mine / workbook.START_PAGE).unlink()
    (mine.parent / "notebooks" / workbook.START_PAGE).unlink()
    lab.start()
    assert [next(w for w in c if "default_url" in w).rpartition("/")[2] for c in opened] == [
        workbook.START_PAGE,
        lab.FIRST_PAGE,
    ]


class Ended:
    """A server that has stopped."""

    def wait(self) -> int:
        return 0


def test_the_first_map_is_taken_from_lesson_0_where_lesson_1_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "notebooks_dir", lambda: tmp_path)
    with pytest.raises(LookupError, match="no lesson with a cell tagged map"):
        lab.first_map_cells()
    (tmp_path / "00_x.ipynb").write_bytes((ROOT / "notebooks" / "00_check_your_machine.ipynb").read_bytes())
    assert "show(first_map)" in lab.first_map_cells()[-1]


# The instructor's archive


def test_the_instructors_archive_has_solutions_answers_and_the_guide():
    files = instructor.instructor_files(release(name="Maps"))
    solved = [name for name in files if name.startswith("solved/")]
    assert [name[7:9] for name in solved] == ["00", "05"]
    assert b"posts_outside = posts[~posts.within(circle)]" in files[solved[1]]
    assert b"For the instructor" in files[solved[1]]
    assert {"README.md", "variants.md", "guide/naming.md", "guide/release/course.toml"} <= set(files)
    assert not any("templates" in name for name in files)


def test_the_page_of_mistakes_has_every_reply_of_its_lessons_and_no_mark_up_of_theirs():
    page = instructor.instructor_files(release(name="Maps"))["answers_and_mistakes.html"].decode("utf-8")
    words = html.unescape(re.sub(r"<[^>]*>", "", page))
    tasks = [task for task in exercises().values() if task.lesson in ("00", "05")]
    replies = [wrong.reply for task in tasks for wrong in task.wrong] + [h for task in tasks for h in task.hints]
    replies += [o["reply"] for q in questions().values() if q.id.startswith("05") for o in q.options]
    assert len(replies) > 50 and [reply for reply in replies if reply not in words] == []
    assert "Answer: 706.6 square km" in words and "Answer: cannot tell" in words and "06-1" not in words
    assert not re.search(r"<script|https?://|url\(", page)
