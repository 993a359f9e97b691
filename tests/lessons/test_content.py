"""The content of the real lessons rests on its sources, and the build refuses a lesson that does not."""

import shutil

import pytest

from courseutils import cli
from courseutils.teach import build, lessons
from courseutils.teach.content import checks

LESSONS = build.root() / "lessons"
NUMBERS = [path.stem[:2] for path in lessons.lesson_files(LESSONS)]


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A copy of lessons, notebooks and guide that may be broken."""
    for name in ("lessons", "notebooks", "guide"):
        shutil.copytree(build.root() / name, tmp_path / name)
    monkeypatch.setattr(build, "root", lambda: tmp_path)
    return tmp_path


def change(kit, number: str, old: str, new: str):
    """Change the text of a lesson."""
    (path,) = (kit / "lessons").glob(f"{number}_*.py")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("number", NUMBERS)
def test_the_content_of_a_lesson_rests_on_its_sources(number):
    assert checks.problems(LESSONS, number) == []


def test_the_content_of_the_course_rests_on_its_sources():
    assert checks.problems(LESSONS) == []


BROKEN = {
    "figure": ("Ergneti lies 0.4 km", "Ergneti lies 0.5 km", "The figure '0.5 km' has no source (lesson 05, at"),
    "quotation": ("Good cards name two", 'Good cards say "we shall never ever agree" or name two',
        "The words 'we shall never ever agree' stand in quotation marks and in no table"),
    "word": ("Ergneti lies 0.4 km from the line", "Ergneti lies 0.4 km from the border", "The loaded word 'border'"),
    "name": ("Ergneti lies 0.4 km", "Ergnety lies 0.4 km", "'Ergnety' looks like the name 'Ergneti'"),
    "idea": ("# %% tags=[\"map\"]\nm = Map(", "# %%\nimport_module(1)\n\n# %% tags=[\"map\"]\nm = Map(",
        "Lesson 05 uses import_module"),
    "dead row": ("Ergneti lies 0.4 km", "Ergneti lies", "'0.4 km' no longer stands in the text"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_the_build_refuses_a_broken_lesson_and_names_the_case(case, kit, capsys):
    old, new, sentence = BROKEN[case]
    change(kit, "05", old, new)
    before = {path.name: path.read_bytes() for path in (kit / "notebooks").rglob("*.ipynb")}
    for words in (["build", "--lesson", "05"], ["build", "--lesson", "05", "--check"]):
        assert cli.main(words) == 1
        assert sentence in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in (kit / "notebooks").rglob("*.ipynb")} == before


def test_a_draft_is_built_all_the_same_and_still_counts_as_failed(kit, capsys):
    change(kit, "05", "Ergneti lies 0.4 km", "Ergneti lies 0.5 km")
    assert cli.main(["build", "--lesson", "05", "--draft"]) == 1
    assert "has no source" in capsys.readouterr().out
    (notebook,) = (kit / "notebooks").glob("05_*.ipynb")
    assert "Ergneti lies 0.5 km" in notebook.read_text(encoding="utf-8")


def test_a_sound_lesson_is_built_and_checked(kit, capsys):
    assert cli.main(["build", "--lesson", "05"]) == 0
    assert cli.main(["build", "--lesson", "05", "--check"]) == 0
    assert "rests on its sources" in capsys.readouterr().out


def test_a_lesson_is_built_and_checked_by_its_number_without_a_nought_too(kit, capsys):
    (kit / "notebooks" / "05_how_wide_is_a_buffer_zone.ipynb").unlink()
    assert cli.main(["build", "--lesson", "5"]) == 0
    assert "Built 1 notebooks; 1 files changed." in capsys.readouterr().out
    change(kit, "05", "Ergneti lies 0.4 km", "Ergneti lies 0.5 km")
    assert cli.main(["build", "--lesson", "5", "--check"]) == 1 and cli.main(["build", "--lesson", "5"]) == 1
    assert capsys.readouterr().out.count("'0.5 km'") == 2


def test_open_figures_of_a_lesson_are_printed(kit, capsys):
    change(kit, "05", "Ergneti lies 0.4 km", "Ergneti lies 0.5 km")
    assert cli.main(["build", "--figures", "05"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head == "figure,rests_on,note" and row.startswith("0.5 km,")


@pytest.mark.parametrize("option", ["--lesson", "--figures"])
def test_a_lesson_that_does_not_exist_is_said(option, kit, capsys):
    assert cli.main(["build", option, "97"]) == 1
    assert "There is no lesson '97'. Known: 00, 01" in capsys.readouterr().out


def test_a_page_and_the_readme_are_read_too(kit):
    (kit / "guide" / "plan.md").write_text("They crossed the border near Tskhinvaly.\n", encoding="utf-8")
    found = "\n".join(checks.problems(kit / "lessons"))
    assert "'border' stands in the kit's own voice (guide/plan.md, at" in found
    assert "'Tskhinvaly' looks like the name 'Tskhinvali'" in found
