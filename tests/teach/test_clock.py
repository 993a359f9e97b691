"""The clock: planned minutes are the lessons', seconds are read back as they were measured and never asserted."""

import re

import pytest
from readlessons import OUTLINES

from courseutils.teach import build, clock, lessons
from courseutils.teach.outline import read_outline
from courseutils.teach.outline.markdown import blocks, plain, rows_of

ROOT = build.root()
LESSONS = ROOT / "lessons"
PAGE = (ROOT / "guide" / clock.FILE).read_text(encoding="utf-8")


def minutes_table(number: str) -> list[tuple[str, str]]:
    """The table that a lesson shows its students, read without the outline."""
    path = LESSONS / f"{OUTLINES[number].stem}.py"
    cells = [
        c for c in lessons.read_lesson(path).cells if c.cell_type == "markdown" and "teacher" not in lessons.tags(c)
    ]
    tables = [rows_of(b) for c in cells for b in blocks(c.source) if b.kind == "table"]
    return [(row[0], plain(row[1])) for table in tables if table[0][0].startswith("Minutes") for row in table[1:]]


@pytest.mark.parametrize("number", OUTLINES)
def test_planned_minutes_of_the_page_are_those_of_the_lesson(number):
    part = re.split(r"(?m)^## ", PAGE)[int(number) + 1]
    assert part.startswith(f"{int(number)}. {OUTLINES[number].title}\n")
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|")[:2])
        for line in part.splitlines()
        if line.startswith("|")
    ]
    assert rows[2:] == OUTLINES[number].plan, "Run: python3 course.py build"
    assert f"Planned: {clock.in_class(OUTLINES[number])} minutes." in part


@pytest.mark.parametrize("number", OUTLINES)
def test_the_plan_is_the_table_that_students_see_where_there_is_one(number):
    if table := minutes_table(number):
        assert OUTLINES[number].plan == table
    else:
        assert number in ("00", "01")  # one row, and minutes in the headings


@pytest.mark.parametrize("number", OUTLINES)
def test_a_lesson_held_in_class_takes_45_to_50_minutes(number):
    most = int(clock.in_class(OUTLINES[number]).split()[-1])
    assert most == 10 if number == "00" else 45 <= most <= 50


@pytest.mark.parametrize("number", OUTLINES)
def test_every_section_has_its_row_in_order_and_home_is_home(number):
    outline = OUTLINES[number]
    assert outline.places == sorted(outline.places) and len(outline.places) == len(outline.sections)
    for section, place in zip(outline.sections, outline.places, strict=True):
        if "at home" in section.heading.casefold() and section.minutes:
            assert outline.plan[place][0] == "at home"
        if part := re.match(r"Part \d+", section.heading):
            assert part[0].removeprefix("Part ") in re.findall(r"\d+", outline.plan[place][1].split(":")[0])


def test_measured_seconds_say_on_which_day_and_machine():
    measured = clock.read(PAGE)
    assert set(measured) == set(OUTLINES)
    for part in measured.values():
        assert re.fullmatch(r"\w+, \d+ \w+ 20\d\d, on \d+ cores? of .+, \w+, Python 3\.\d+\.\d+", part.where)
        assert all(re.fullmatch(r"none|under 0\.1|\d+\.\d|\d\d+", text) for text in part.seconds.values())


def test_what_was_measured_stays_when_the_page_is_written_again():
    assert clock.refreshed(ROOT) == PAGE, "Run: python3 course.py build"


def test_a_row_that_has_another_name_now_is_not_measured():
    outline = OUTLINES["05"]
    page = clock.page([outline], {"05": clock.Measured("a day", {"Recall": "1.0", "Gone": "2.0"})})
    assert "| 4 | Recall | 1.0 |" in page and "Gone" not in page
    assert page.count(clock.NOT_MEASURED) == len(outline.plan) - 1


SLOW = """# %% [markdown]
# # 5. A made-up lesson
#
# | Minutes (estimates) | What |
# |:-|:-|
# | 4 | Recall |
# | 6 | Part 1: waiting |
# | at home | the rest |

# %% [markdown]
# ## Recall

# %%
1 + 1

# %% [markdown]
# ## Part 1. Waiting

# %%
import time

# %%
time.sleep(0.5)

# %% [markdown]
# ## At home, or if you have more time
"""


@pytest.fixture
def slow(tmp_path):
    (tmp_path / "lessons").mkdir()
    (tmp_path / "guide").mkdir()
    path = tmp_path / "lessons" / "05_slow.py"
    path.write_text(SLOW, encoding="utf-8")
    return path


def test_cells_are_counted_where_they_stand(slow):
    outline = read_outline(slow)
    measured = clock.measure(outline, slow).seconds
    assert list(measured) == ["Recall", "Part 1: waiting", "the rest"]
    assert float(measured["Part 1: waiting"]) >= 0.5 and measured["the rest"] == "none"


def test_a_lesson_that_fails_leaves_the_page_as_it_was(slow, capsys):
    slow.write_text(SLOW.replace("1 + 1", "1 / 0"), encoding="utf-8")
    page = slow.parents[1] / "guide" / clock.FILE
    page.write_text("as it was", encoding="utf-8")
    assert clock.run(slow.parents[1], "5") == 1
    assert "05_slow.py a cell failed: ZeroDivisionError" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == "as it was"


def test_a_lesson_that_is_not_there_is_said(slow, capsys):
    assert clock.run(slow.parents[1], "77") == 1
    assert "There is no lesson '77'. Known: 05." in capsys.readouterr().out
