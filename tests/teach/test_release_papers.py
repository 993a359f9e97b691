"""Handouts go into both archives, slides into the instructor's; what was not made or is older is said in a line."""

import os
import shutil
from pathlib import Path

import pytest

from courseutils.teach import build, made, release
from courseutils.teach.releasing import archive, papers

ROOT = build.root()
STEMS = sorted(path.stem for path in (ROOT / "lessons").glob("*.py"))[:2]


@pytest.fixture
def clone(tmp_path) -> Path:
    """The kit with a guide of its own, in which there are no papers yet."""
    folder = tmp_path / "clone"
    left_out = shutil.ignore_patterns("handouts", "slides", "images")
    shutil.copytree(ROOT / "guide", folder / "guide", ignore=left_out)
    for path in ROOT.iterdir():
        if path.name != "guide" and (path.is_file() or path.name in ("src", "data", "lessons", "notebooks")):
            (folder / path.name).symlink_to(path)
    return folder


def put(clone: Path, *names: str) -> None:
    """Papers as the commands make them, made just now."""
    for kind in ("handouts", "slides"):
        files = {Path(name).name: b"%PDF-1.7" for name in names if name.startswith(kind)}
        if files:
            made.write(clone / "guide" / kind, files, kind, whole=False)


def released(clone: Path, place: Path) -> tuple[list[str], dict[str, set[str]]]:
    """What was said, and the papers in each archive."""
    said = release.release(release.Wanted(place, lessons="0-1", draft=True), clone)
    names = (release.STUDENTS, release.TOP), (release.INSTRUCTOR, release.INSTRUCTOR)
    packed = {zip: archive.unpacked((place / f"{zip}.zip").read_bytes(), top) for zip, top in names}
    return said, {zip: {name for name in files if _is_paper(name)} for zip, files in packed.items()}


def _is_paper(name: str) -> bool:
    return name.startswith(("guide/handouts/", "guide/slides/"))


def test_handouts_go_into_both_archives_and_slides_into_the_instructors(clone, tmp_path):
    handouts = [f"handouts/{stem}.{ending}" for stem in STEMS for ending in ("html", "pdf")]
    slides = [f"slides/{stem}.html" for stem in STEMS]
    put(clone, *handouts, *slides, "handouts/05_other.pdf", "slides/05_other.html")
    said, inside = released(clone, tmp_path / "out")
    assert inside[release.STUDENTS] == {f"guide/{name}" for name in handouts}
    assert inside[release.INSTRUCTOR] == {f"guide/{name}" for name in [*handouts, *slides]}
    assert not [line for line in said if "course.py handouts" in line or "course.py slides" in line]


def test_of_the_folder_of_handouts_students_get_only_what_the_kit_made(clone, tmp_path):
    made_now = [f"handouts/{stem}.pdf" for stem in STEMS]
    put(clone, *made_now)
    folder = clone / "guide" / "handouts"
    (folder / "extra.zip").write_bytes(archive.packed({"x": b"solved"}, "kit", "instructor"))
    (folder / f"{STEMS[0]}.html").write_bytes(b"<p>written by hand</p>")
    (folder / f"{STEMS[1]}.pdf").write_bytes(b"<p>made, then changed</p>")
    said, inside = released(clone, tmp_path / "out")
    assert inside[release.STUDENTS] == {f"guide/{made_now[0]}"}
    left_out = next(line for line in said if line.startswith("Left out of what students get"))
    others = (f"{STEMS[0]}.html", f"{STEMS[1]}.pdf", "extra.zip")
    assert ", ".join(f"guide/handouts/{name}" for name in others) in left_out
    assert left_out in release.release(release.Wanted(tree=tmp_path / "tree", lessons="0-1", draft=True), clone)
    found = {path.name for path in (tmp_path / "tree" / "guide" / "handouts").iterdir()}
    assert found == {Path(made_now[0]).name}


def test_a_folder_of_another_kind_gives_no_handouts(clone):
    made.write(clone / "guide" / "handouts", {f"{STEMS[0]}.html": b"notes"}, "slides", whole=True)
    assert papers.handouts(clone, [ROOT / "lessons" / f"{STEMS[0]}.py"]) == []


def test_without_them_the_release_says_how_to_make_them(clone, tmp_path):
    said, inside = released(clone, tmp_path / "out")
    assert inside == {release.STUDENTS: set(), release.INSTRUCTOR: set()}
    handouts, slides = (line for line in said if "guide/" in line)
    assert handouts.startswith("No handouts are in the archives") and "course.py handouts guide/handouts" in handouts
    assert slides.startswith("No slides are in") and "course.py slides guide/slides" in slides


def test_papers_of_some_lessons_that_are_missing_or_older_than_the_lesson_are_named(clone):
    lessons = {path.stem: clone / "lessons" / path.name for path in (ROOT / "lessons").glob("*.py")}
    put(clone, f"handouts/{STEMS[0]}.html", f"slides/{STEMS[0]}.html", f"slides/{STEMS[1]}.html")
    old = lessons[STEMS[1]].stat().st_mtime - 100
    os.utime(clone / "guide" / f"slides/{STEMS[1]}.html", (old, old))
    missing, older = papers.remarks(clone, [lessons[stem] for stem in STEMS])
    assert missing.startswith("The handouts of lesson 1 are missing") and "course.py handouts guide/handouts" in missing
    assert older.startswith("The slides of lesson 1 are older than the lesson") and "guide/slides" in older
