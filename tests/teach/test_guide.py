"""The guide: links lead somewhere, sources exist, and what it repeats from lessons and tables is what stands there."""

import re
import shutil
from pathlib import Path

import pytest

from courseutils import _data
from courseutils._brief.text import count_words
from courseutils.briefs import brief
from courseutils.exercises import exercises, questions
from courseutils.teach import build, lessons
from courseutils.teach.content import checks, guide, texts, words
from courseutils.teach.releasing.students import GUIDE as FOR_STUDENTS

ROOT = build.root()
PAGES = [*guide.pages(ROOT), ROOT / guide.GLOSSARY]
SOURCES = {row["source_id"] for row in _data.rows("sources")}
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
_CITED = re.compile(r"\[(`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*)\](?!\()")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """Headings as the links to them are written."""
    heads = re.findall(r"(?m)^#+ (.+)$", text_of(path))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def links(path: Path) -> list[str]:
    """Links and images of a page that lead into the kit."""
    found = [one or other for one, other in _LINK.findall(text_of(path))]
    return [link for link in found if not link.startswith(("https://", "mailto:"))]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_links_lead_to_files_and_headings_that_exist(path):
    wrong = []
    for link in links(path):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            wrong.append(link)
    assert wrong == []


def is_for_students(path: Path) -> bool:
    return any(path.relative_to(ROOT / "guide").match(pattern) for pattern in FOR_STUDENTS)


@pytest.mark.parametrize("path", [path for path in PAGES if is_for_students(path)], ids=named)
def test_pages_that_students_get_lead_to_nothing_that_they_do_not_have(path):
    targets = [(path.parent / link.partition("#")[0]).resolve() for link in links(path)]
    assert [named(target) for target in targets if not is_for_students(target)] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_sources_named_in_brackets_are_listed(path):
    cited = [name for group in _CITED.findall(text_of(path)) for name in re.findall(r"[a-z0-9-]+", group)]
    assert [name for name in cited if name not in SOURCES] == []


@pytest.mark.parametrize("path", PAGES[:-1], ids=named)
def test_no_loaded_word_stands_in_the_guides_own_voice_without_a_reason(path):
    reasons = words.reasons(ROOT / "lessons").rows
    found = words.own_voice(texts.page(path, ROOT))
    assert [f"{word}: {p.place}" for where, word, p in found if not words.reason_for(reasons, where, word, p)] == []


def test_figures_of_the_pages_about_no_single_lesson_rest_on_their_table():
    assert checks.grounds_problems(guide.about_all(ROOT), ROOT / "lessons") == []


BROKEN = {
    "plans/05_how.md": (
        "# 5\n\nThe post stood 6.9 km deep.\n",
        "The figure '6.9 km' has no source (guide/plans/05_how.md",
    ),
    "rubrics.md": ("# R\n\n## 05-5 A few\n\nIt was 6.9 km.\n", "The figure '6.9 km' has no source (guide/rubrics.md"),
    "plans/05_what.md": (
        '# 5\n\nHe said "we shall never ever agree".\n',
        "'we shall never ever agree' stand in quotation",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_plan_and_a_section_about_an_exercise_rest_on_the_lessons_table(name, tmp_path):
    text, sentence = BROKEN[name]
    (tmp_path / "guide" / "plans").mkdir(parents=True)
    (tmp_path / "guide" / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "lessons", tmp_path / "lessons")
    (path,) = (tmp_path / "lessons").glob("05_*.py")
    assert any(sentence in said for said in checks.lesson_problems(texts.read_lesson(path), tmp_path / "lessons"))


def test_a_figure_of_a_page_about_no_lesson_needs_a_row_of_its_own(tmp_path, monkeypatch, capsys):
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "naming.md").write_text("# N\n\nIt was 6.9 km.\n", encoding="utf-8")
    (said,) = checks.grounds_problems(guide.about_all(tmp_path), ROOT / "lessons")[:1]
    assert "The figure '6.9 km' has no source (guide/naming.md" in said
    monkeypatch.setattr(build, "root", lambda: tmp_path)
    assert build.print_figures("guide") == 0
    assert "6.9 km," in capsys.readouterr().out


def test_the_glossary_is_what_its_table_gives():
    assert text_of(ROOT / guide.GLOSSARY) == guide.glossary_page()
    rows = _data.rows("glossary")
    assert all(
        f"- **{row['term']}** (lesson {int(row['lesson'])}): {row['meaning']}" in guide.glossary_page() for row in rows
    )


# Plans -----------------------------------------------------------------------------------------------

LESSONS = lessons.lesson_files(ROOT / "lessons")
PARTS = ["Goals", "Minutes", "What to say", "Stop points", "Likely wrong answers", "Short of time", "Board"]
PARTS += ["Discuss", "Homework", "Have ready"]


def plan(lesson: Path) -> str:
    return text_of(ROOT / "guide" / "plans" / f"{lesson.stem}.md")


def part(text: str, head: str) -> str:
    """What stands under a heading of a plan."""
    return text.split(f"\n## {head}")[1].split("\n## ")[0]


def first_column(text: str) -> list[str]:
    """The first column of the first table whose head speaks of minutes."""
    table = re.search(r"(?m)^\| Minutes\b.*\n\|[-:| ]+\n((?:\|.*\n?)+)", text)
    return re.findall(r"(?m)^\| ([^|]+?) \|", table[1]) if table else []


def minutes(lesson: Path) -> list[str]:
    """The minutes of a lesson: the students' table, else the instructor's, else those in its first paragraph."""
    cells = [cell for cell in lessons.read_lesson(lesson).cells if cell.cell_type == "markdown"]
    cells.sort(key=lambda cell: "teacher" in lessons.tags(cell))
    found = [column for cell in cells if (column := first_column(cell.source))]
    return found[0] if found else re.findall(r"about (\d+) minutes", cells[0].source)


def test_every_lesson_has_its_plan_and_no_other_plan_is_there():
    plans = sorted(path.name for path in (ROOT / "guide" / "plans").iterdir())
    assert plans == [f"{lesson.stem}.md" for lesson in LESSONS]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem[:2])
def test_a_plan_has_all_parts_and_the_lessons_title(lesson):
    heads = re.findall(r"(?m)^## (.+)$", plan(lesson))
    assert [head for head, name in zip(heads, PARTS, strict=True) if not head.startswith(name)] == []
    title = lessons.read_lesson(lesson).cells[0].source.splitlines()[0]
    assert plan(lesson).splitlines()[0] == re.sub(r"^# (\d)\. ", r"# Plan for lesson \1: ", title)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem[:2])
def test_minutes_of_a_plan_are_those_of_its_lesson(lesson):
    assert first_column(part(plan(lesson), "Minutes")) == minutes(lesson) != []


def test_the_first_page_has_every_lesson_with_its_minutes():
    rows = re.findall(r"(?m)^\| \[(\d) (.+)\]\(plans/(.+)\.md\) \| ([^|]+) \|", text_of(ROOT / "guide" / "README.md"))
    assert [stem for *_, stem, _ in rows] == [lesson.stem for lesson in LESSONS]
    for (_, _, _, said), lesson in zip(rows[1:], LESSONS[1:], strict=True):
        parts = [cell.split("-") for cell in minutes(lesson) if cell[0].isdigit()]
        least, most = sum(int(p[0]) for p in parts), sum(int(p[-1]) for p in parts)
        assert said.removesuffix(" minutes") == (str(least) if least == most else f"{least} to {most}"), lesson.name


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem[:2])
def test_a_plan_names_every_exercise_and_quiz_and_only_wrong_answers_that_exist(lesson):
    number = lesson.stem[:2]
    known = {(task.id, wrong.name) for task in exercises().values() for wrong in task.wrong}
    known |= {(name, "written") for name in WRITTEN} | {(name, "quiz") for name in questions()}
    named = re.findall(r"(?m)^\| (\d\d-q?\d+) \| (.+?) \|", part(plan(lesson), "Likely wrong answers"))
    assert [pair for pair in named if pair not in known] == []
    assert {name for name, _ in named} == {name for name in [*exercises(), *questions()] if name[:2] == number}


# Rubrics ---------------------------------------------------------------------------------------------

RUBRICS = ROOT / "guide" / "rubrics.md"
WRITTEN = {task.id: task for task in exercises().values() if task.kind == "written"}
_SAMPLE = re.compile(r"\*\*Level (\d)\*\* \(made up\)\n\n((?:>.*\n)+)")


def rubric_sections() -> dict[str, str]:
    """The part of the page about each exercise, by its id."""
    return {part[:4]: part for part in re.split(r"(?m)^## (?=\d\d-\d )", text_of(RUBRICS))[1:]}


def samples(section: str) -> dict[str, str]:
    """The made-up texts of a section by their level."""
    return {n: re.sub(r"(?m)^> ?", "", quote).strip() for n, quote in _SAMPLE.findall(section)}


def test_the_page_has_every_written_exercise_and_no_other():
    heads = re.findall(r"(?m)^## (\d\d-\d) (.+)$", text_of(RUBRICS))
    assert heads == [(task.id, task.title) for task in WRITTEN.values()]


@pytest.mark.parametrize("name", WRITTEN)
def test_levels_and_lengths_are_those_of_the_exercise(name):
    section, task = rubric_sections()[name], WRITTEN[name]
    levels = [re.sub(r"^[Ll]evel \d: ", "", line).rstrip(".") for line in task.rubric]
    assert re.findall(r"(?m)^\| \d \| (.+) \|$", section) == levels
    assert f"{task.min_words} to {task.max_words} words" in section.split("|")[0]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_made_up_text_for_each_level_that_the_check_would_take(name):
    texts_of = samples(rubric_sections()[name])
    assert list(texts_of) == ["1", "2", "3"]
    lengths = [count_words(text) for text in texts_of.values()]
    assert all(WRITTEN[name].min_words <= length <= WRITTEN[name].max_words for length in lengths), lengths


def test_sample_briefs_have_something_to_mend_at_level_1_only():
    section = rubric_sections()["08-5"]
    listed = re.findall(r"(?s)\nSources: (.+?)\n\n", section)
    sources = [[s.strip(" ;`\n") for s in re.split(r"\[\d\]", text) if s.strip()] for text in listed]
    made = [brief("T", text, sources=named) for text, named in zip(samples(section).values(), sources, strict=True)]
    to_mend = [[f.text for f in b.findings if f.state == "to mend" and "Missing so far" not in f.text] for b in made]
    assert to_mend[0] and to_mend[1:] == [[], []]


def test_every_page_begins_with_one_heading():
    heads = {named(path): re.findall(r"(?m)^# .+$", text_of(path)) for path in PAGES}
    assert {name for name, found in heads.items() if len(found) != 1} == set()
