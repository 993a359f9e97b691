"""Plans that can be kept: minutes in brackets fit into their row, and what has no time in class stands under homework."""

import re
from pathlib import Path

import pytest

from courseutils._article.match import normalise
from courseutils._data import rows
from courseutils.article import load_article

GUIDE = Path(__file__).resolve().parents[2] / "guide"
PLANS = sorted((GUIDE / "plans").glob("0[1-8]*.md"))


def part(path: Path, head: str) -> str:
    return path.read_text(encoding="utf-8").split(f"\n## {head}")[1].split("\n## ")[0]


def table(path: Path) -> list[tuple[int, str, str]]:
    """Minutes (the most), what, and what the instructor does."""
    found = re.findall(r"(?m)^\| (?:\d+-)?(\d+) \| (.+?) \| (.*?) ?\|$", part(path, "Minutes"))
    return [(int(minutes), what, you) for minutes, what, you in found]


def in_brackets(cell: str) -> int:
    return sum(map(int, re.findall(r"\((\d+)\)", cell)))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem[:2])
def test_minutes_in_brackets_fit_into_their_row(path):
    assert table(path)
    assert [row for row in table(path) if in_brackets(row[1]) > row[0] or in_brackets(row[2]) > row[0]] == []


@pytest.mark.parametrize(("lesson", "begins"), [(1, "Recall"), (6, "Write")])
def test_a_row_of_several_things_says_how_long_each_takes(lesson, begins):
    ((minutes, _, you),) = [row for row in table(PLANS[lesson - 1]) if row[1].startswith(begins)]
    assert in_brackets(you) == minutes


def test_what_is_too_long_for_class_is_homework():
    versions = next(row for row in rows("claims") if row["claim_id"] == "c19")
    words = sum(len((text or "").split()) for key, text in versions.items() if key.startswith("version_"))
    assert words > 150  # more than a minute of reading aloud, beside a quiz of three minutes
    assert "the table of the five versions under the quiz (2 minutes)" in part(PLANS[0], "Homework")
    assert "three minutes" in part(PLANS[5], "Homework") and "06-6" in part(PLANS[5], "Homework")
    page = (GUIDE / "README.md").read_text(encoding="utf-8")
    assert len(re.findall(r"the rest of 06-6", page)) == 2


def test_what_ban_said_stands_in_quotation_marks_in_the_evidence_too():
    evidence = next(row for row in rows("claims") if row["claim_id"] == "c21")["evidence_summary"]
    spoken = [normalise(quote.text) for quote in load_article()[6].quotations]
    assert spoken and [text for text in spoken if f'"{text}"' not in normalise(evidence)] == []


def test_the_encyclopedias_of_lesson_3_are_named():
    (area,) = [row for row in rows("figures") if row["figure_id"] == "area-south-ossetia"]
    lesson = (GUIDE.parent / "lessons" / "03_whose_border.py").read_text(encoding="utf-8")
    (named,) = re.findall(r"(Wikipedia and the Great Soviet Encyclopedia) give ([\d,]+) square km", lesson)
    assert float(named[1].replace(",", "")) == area["value"]
    sources = {row["source_id"]: row for row in rows("sources")}
    assert "Wikipedia" in sources[area["source_id"]]["publisher"] and "bse-south-ossetia" in area["note"]
    assert sources["bse-south-ossetia"]["publisher"].startswith("Great Soviet Encyclopedia")
