"""The command itself: all or nothing, and an original only with a word on rights."""

import os
from pathlib import Path

import pytest

from courseutils.article import fingerprints, load_article
from courseutils.teach import build, release
from courseutils.teach.releasing import ReleaseError, archive, folder, original

ROOT = build.root()


def test_nothing_is_written_when_anything_is_wrong(tmp_path, monkeypatch, capsys):
    place = tmp_path / "handout"
    place.mkdir()
    (place / "georgia2008_instructor.zip").write_bytes(b"mine")
    wanted = release.Wanted(place, tree=tmp_path / "tree", lessons="5", draft=True)
    assert release.run(wanted) == 1
    said = capsys.readouterr().out
    assert said.startswith("Nothing was released.") and "georgia2008_instructor.zip is there already" in said
    assert [p.name for p in tmp_path.rglob("*")] == ["handout", "georgia2008_instructor.zip"]


def test_a_leak_stops_the_release(tmp_path, monkeypatch, capsys):
    whole = release.student_tree
    monkeypatch.setattr(
        release, "student_tree", lambda made: whole(made) | {"guide/x.md": b"depth_km = distance_km(post,line)"}
    )
    assert release.run(release.Wanted(tmp_path / "handout", lessons="5", draft=True)) == 1
    assert "These must not reach students:\nguide/x.md: a piece of a solution" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_open_points_of_the_content_stop_the_release_unless_it_is_a_draft(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(release.checks, "problems", lambda folder, number: [f"Lesson {number} has a doubtful figure."])
    assert release.run(release.Wanted(tree=tmp_path / "tree", lessons="5")) == 1
    said = capsys.readouterr().out
    assert "Lesson 05 has a doubtful figure." in said and "There are 2 open points" in said
    assert release.run(release.Wanted(tree=tmp_path / "tree", lessons="5", draft=True)) == 0
    assert (tmp_path / "tree" / "postBuild").read_bytes().startswith(b"#!/bin/bash\n")


def test_a_release_without_a_place_and_one_into_a_file_are_refused(tmp_path, capsys):
    assert release.run(release.Wanted(lessons="5", draft=True)) == 1
    assert "Say where" in capsys.readouterr().out
    (tmp_path / "x").write_bytes(b"x")
    assert release.run(release.Wanted(tmp_path / "x", lessons="0", draft=True)) == 1
    assert "is a file" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["guide/handouts", "guide/plans", "guide/new", "notebooks"])
def test_archives_never_go_into_a_folder_of_the_kit(place, capsys):
    before = sorted((ROOT / place).rglob("*"))
    assert release.run(release.Wanted(ROOT / place, lessons="0", draft=True)) == 1
    assert "belongs to the kit. Name a new or an empty folder" in capsys.readouterr().out
    assert sorted((ROOT / place).rglob("*")) == before


@pytest.mark.parametrize("name", ["thesis.txt", folder.MARKER])
def test_archives_never_go_beside_what_lies_there(name, tmp_path, capsys):
    (tmp_path / name).write_bytes(b"x")
    assert release.run(release.Wanted(tmp_path, lessons="0", draft=True)) == 1
    assert f"holds something else ({name}). Name a new or an empty folder" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_archives_of_an_earlier_release_are_replaced_though_one_was_unpacked_beside_them(tmp_path):
    assert release.run(release.Wanted(tmp_path, lessons="0", draft=True)) == 0
    (tmp_path / release.TOP).mkdir()
    assert release.run(release.Wanted(tmp_path, lessons="1", draft=True)) == 0


# The original


@pytest.fixture
def invented(monkeypatch):
    """An article of our own, with its fingerprints in place of the real ones."""
    from courseutils._article.match import fingerprint

    lines = ["A headline", "A first paragraph, with a place.", "A second one."]
    monkeypatch.setattr("courseutils.article.fingerprints", lambda: [fingerprint(i, t) for i, t in enumerate(lines)])
    return lines


def test_the_original_goes_into_the_students_archive_with_a_word_on_rights(invented, tmp_path, capsys):
    file = tmp_path / "copy.txt"
    file.write_text("menu\n" + "\n".join(invented) + "\nfooter", encoding="utf-8")
    assert release.run(release.Wanted(tmp_path / "handout", lessons="0", original=file, draft=True)) == 0
    assert "never on a public address" in capsys.readouterr().out
    packed = (tmp_path / "handout" / "georgia2008_students.zip").read_bytes()
    files = archive.unpacked(packed, release.TOP)
    assert files["data/article/original.txt"].decode("utf-8") == "\n\n".join(invented) + "\n"
    instructors = (tmp_path / "handout" / "georgia2008_instructor.zip").read_bytes()
    assert not any("original" in name for name in archive.unpacked(instructors, release.INSTRUCTOR))


def test_a_part_of_the_original_is_refused(invented, tmp_path, capsys):
    file = tmp_path / "copy.txt"
    file.write_text("\n".join(invented[:2]), encoding="utf-8")
    assert release.run(release.Wanted(tmp_path / "handout", lessons="0", original=file, draft=True)) == 1
    said = capsys.readouterr().out
    assert "this file was not taken" in said and "Paragraph 2: not found as printed" in said
    assert not (tmp_path / "handout").exists()


def test_the_original_never_goes_into_a_folder_for_the_web(invented, tmp_path, capsys):
    wanted = release.Wanted(tree=tmp_path / "tree", lessons="0", original=tmp_path / "copy.txt", draft=True)
    assert release.run(wanted) == 1
    assert "belongs to its publisher" in capsys.readouterr().out and not (tmp_path / "tree").exists()


def test_the_original_of_the_course_is_shown_unless_the_student_has_one(invented, tmp_path, monkeypatch):
    from courseutils import article

    given, own = tmp_path / "data" / "article", tmp_path / "workbook"
    given.mkdir(parents=True)
    monkeypatch.setattr(article, "data_dir", lambda: tmp_path / "data")
    monkeypatch.setenv("COURSE_WORKBOOK", str(own))
    (given / article.ORIGINAL).write_text("\n\n".join(invented), encoding="utf-8")
    notes = [article.original_paragraphs(article._original(), article.fingerprints())[1]]
    own.mkdir()
    (own / article.ORIGINAL).write_text("\n\n".join(invented), encoding="utf-8")
    notes.append(article.original_paragraphs(article._original(), article.fingerprints())[1])
    assert ["your instructor" in note for note in notes] == [True, False] and "your own copy" in notes[1]


def originals() -> list[Path]:
    """Copies of the original article that are at hand on this machine."""
    named = [Path(os.environ["COURSE_ORIGINAL"])] if "COURSE_ORIGINAL" in os.environ else []
    return named + sorted((ROOT.parent / "shared" / "article").glob("*.txt"))


def test_a_copy_of_the_original_is_taken_and_the_retelling_is_not(tmp_path):
    for file in originals():
        text = original.read_original(file)
        assert len(text.split("\n\n")) == len(fingerprints()) > 5
    retold = tmp_path / "retold.txt"
    retold.write_text("\n\n".join(paragraph.text for paragraph in load_article()), encoding="utf-8")
    with pytest.raises(ReleaseError, match="this file was not taken"):
        original.read_original(retold)


def test_an_original_without_an_archive_to_put_it_into_is_refused(invented, tmp_path, capsys):
    file = tmp_path / "article.txt"
    file.write_text("\n\n".join(invented), encoding="utf-8")
    wanted = release.Wanted(None, nbgrader=tmp_path / "source", lessons="0", original=file, draft=True)
    assert release.run(wanted) == 1 and "release DIR" in capsys.readouterr().out
    assert not (tmp_path / "source").exists()
