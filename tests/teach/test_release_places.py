"""Where a release is written: the same bytes every time, and no file of anybody else's touched."""

import json
import os
import zipfile

import pytest

from courseutils.teach import build
from courseutils.teach.releasing import ReleaseError, archive, folder

ROOT = build.root()
FILES = {"README.md": b"one", "notebooks/01.ipynb": b"{}", "data/\u10e5\u10d0\u10e0\u10d7\u10d8.csv": b"a,b"}


# Archives


def test_an_archive_depends_on_nothing_but_its_files(monkeypatch):
    first = archive.packed(FILES, "kit", "students")
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert archive.packed(dict(reversed(FILES.items())), "kit", "students") == first
    assert archive.unpacked(first, "kit") == FILES


def test_an_archive_unpacks_into_one_folder_with_plain_rights_and_names_as_they_are(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(archive.packed(FILES, "kit", "students"))
    with zipfile.ZipFile(path) as packed:
        assert all(entry.filename.startswith("kit/") for entry in packed.infolist())
        assert {entry.external_attr >> 16 for entry in packed.infolist()} == {0o100644}
        packed.extractall(tmp_path)
    assert {p.relative_to(tmp_path / "kit").as_posix() for p in (tmp_path / "kit").rglob("*") if p.is_file()} == set(
        FILES
    )


def test_an_archive_of_the_same_kind_is_replaced_and_said_so(tmp_path):
    path = tmp_path / "a.zip"
    old, new = (archive.packed({"a": text}, "kit", "students") for text in (b"old", b"new"))
    assert [archive.put(path, content) for content in (old, old, new)] == ["new", "unchanged", "replaced"]
    archive.check_place(path, "students")
    assert path.read_bytes() == new and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"my holiday pictures", archive.packed(FILES, "kit", "instructor"), b""])
def test_another_file_of_that_name_is_not_replaced(content, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(ReleaseError, match="was not made by a release"):
        archive.check_place(path, "students")


def test_a_link_of_that_name_is_not_followed(tmp_path):
    (tmp_path / "real.zip").write_bytes(archive.packed(FILES, "kit", "students"))
    (tmp_path / "a.zip").symlink_to(tmp_path / "real.zip")
    with pytest.raises(ReleaseError, match="was not made by a release"):
        archive.check_place(tmp_path / "a.zip", "students")


# Folders


def update(place, files=FILES, kind="students") -> folder.Change:
    """One run of the release for this folder."""
    change = folder.plan(place, files, kind)
    folder.carry_out(place, files, kind, change)
    return change


def texts(place) -> dict[str, bytes]:
    """All files of a folder but the marker."""
    found = (p for p in place.rglob("*") if p.is_file() and ".git" not in p.parts and p.name != folder.MARKER)
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in found}


def test_a_rerun_writes_only_what_changed_and_takes_away_what_is_gone(tmp_path):
    place = tmp_path / "tree"
    assert len(update(place).write) == 3
    os.utime(place / "README.md", (1, 1))
    newer = {"README.md": b"one", "notebooks/02.ipynb": b"{2}"}
    change = update(place, newer)
    assert (change.write, sorted(change.remove)) == (("notebooks/02.ipynb",), sorted(set(FILES) - {"README.md"}))
    assert texts(place) == newer and not (place / "data").exists()
    assert (place / "README.md").stat().st_mtime == 1
    assert update(place, newer) == folder.Change((), (), ())


def test_two_folders_hold_the_same_bytes_the_marker_included(tmp_path):
    for name in "ab":
        update(tmp_path / name, {"x": b"older"})
        update(tmp_path / name)
    assert (tmp_path / "a" / folder.MARKER).read_bytes() == (tmp_path / "b" / folder.MARKER).read_bytes()


def test_files_of_others_stay_where_they_are(tmp_path):
    update(tmp_path)
    (tmp_path / "notes.md").write_bytes(b"mine")
    (tmp_path / "notebooks" / "mine.ipynb").write_bytes(b"mine")
    update(tmp_path, {"README.md": b"two"})
    assert texts(tmp_path) == {"README.md": b"two", "notes.md": b"mine", "notebooks/mine.ipynb": b"mine"}


def test_a_file_that_somebody_changed_stops_the_run_or_is_kept(tmp_path):
    update(tmp_path)
    (tmp_path / "README.md").write_bytes(b"my own words")
    with pytest.raises(ReleaseError, match=r"not as a release wrote them: README.md"):
        update(tmp_path, FILES | {"README.md": b"two", "new.md": b"new"})
    assert not (tmp_path / "new.md").exists()
    assert update(tmp_path, {"new.md": b"new"}).kept == ("README.md",)
    assert texts(tmp_path) == {"README.md": b"my own words", "new.md": b"new"}


def test_a_file_of_others_in_the_place_of_a_new_one_stops_the_run(tmp_path):
    update(tmp_path)
    (tmp_path / "new.md").write_bytes(b"mine")
    with pytest.raises(ReleaseError, match=r"not as a release wrote them: new.md"):
        update(tmp_path, FILES | {"new.md": b"new"})


def test_a_run_that_was_cut_off_goes_on(tmp_path, monkeypatch):
    update(tmp_path)
    newer = {name: content + b" newer" for name, content in FILES.items()}
    written = []

    def cut_off(path, content):
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(path)
        return archive.put(path, content)

    monkeypatch.setattr(folder, "put", cut_off)
    with pytest.raises(KeyboardInterrupt):
        update(tmp_path, newer)
    monkeypatch.undo()
    assert len(update(tmp_path, newer).write) == 2
    assert texts(tmp_path) == newer


@pytest.mark.parametrize("git", ["folder", "file"])
def test_an_empty_git_checkout_is_taken(git, tmp_path):
    (tmp_path / ".git").mkdir() if git == "folder" else (tmp_path / ".git").write_text("gitdir: x", encoding="utf-8")
    update(tmp_path)
    assert texts(tmp_path) == FILES


def test_a_folder_of_others_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_bytes(b"x")
    with pytest.raises(ReleaseError, match=r"was not made by a release and is not empty \(it holds thesis.txt\)"):
        update(tmp_path)
    with pytest.raises(ReleaseError, match="is a file"):
        update(tmp_path / "thesis.txt")
    with pytest.raises(ReleaseError, match="is not empty"):
        folder.plan(ROOT, FILES, "students")


def test_a_folder_of_another_kind_is_refused(tmp_path):
    update(tmp_path)
    with pytest.raises(ReleaseError, match="a release of another kind"):
        update(tmp_path, kind="nbgrader")


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "a/../../x", ".git/config", "..\\x", ""])
def test_a_marker_that_names_files_outside_is_refused(name, tmp_path):
    marker = {"kind": "students", "files": {name: ["0"]}}
    (tmp_path / folder.MARKER).write_text(json.dumps(marker), encoding="utf-8")
    with pytest.raises(ReleaseError, match="outside its folder"):
        update(tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"files": 5}', b"\xff", b'{"kind": "students", "files": {"a": 1}}'])
def test_a_marker_that_cannot_be_read_is_refused(content, tmp_path):
    (tmp_path / folder.MARKER).write_bytes(content)
    with pytest.raises(ReleaseError, match="cannot be read as the list"):
        update(tmp_path)


def test_links_and_folders_in_the_way_are_refused(tmp_path):
    outside, place = tmp_path / "outside", tmp_path / "tree"
    outside.mkdir()
    update(place, {"README.md": b"one"})
    (place / "notebooks").symlink_to(outside)
    with pytest.raises(ReleaseError, match="is a link to another place"):
        update(place)
    (place / "notebooks").unlink()
    (place / "notebooks").write_bytes(b"mine")
    with pytest.raises(ReleaseError, match="stands in its way"):
        update(place)
    assert list(outside.iterdir()) == [] and not (place / "data").exists()
