"""A disk that fills up while a page is saved leaves no half page in the way of the next try."""

from pathlib import Path

import pytest

from courseutils import reader
from courseutils._brief import files
from courseutils._brief.files import write_files
from courseutils._files import write_new


class FullDisk:
    """An open file that takes a part of what is written, as a disk that fills up does."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, content: bytes):
        self.file.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")


@pytest.fixture
def full_disk(monkeypatch):
    really = Path.open
    monkeypatch.setattr(Path, "open", lambda path, mode="r", **how: opened(really(path, mode, **how), mode))


def opened(file, mode: str):
    return FullDisk(file) if mode == "xb" else file


@pytest.mark.parametrize(
    "save",
    [
        lambda folder: reader().save(folder),
        lambda folder: write_files(folder, "my brief", {".html": b"0123"}),
        lambda folder: write_new(folder / "x", b"0123"),
    ],
)
def test_a_disk_that_fills_up_leaves_nothing_half_written(save, tmp_path, full_disk):
    with pytest.raises(OSError, match="No space left"):
        save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_of_a_brief_all_files_are_written_or_none(tmp_path, monkeypatch):
    def second_fails(path, content):
        if path.suffix == ".md":
            raise OSError(28, "No space left on device")
        write_new(path, content)

    contents = {".html": b"page", ".md": b"text"}
    with monkeypatch.context() as full:
        full.setattr(files, "write_new", second_fails)
        with pytest.raises(OSError, match="No space left"):
            write_files(tmp_path, "brief", contents)
    assert list(tmp_path.iterdir()) == []
    assert [path.name for path in write_files(tmp_path, "brief", contents)] == ["brief.html", "brief.md"]


def test_what_is_there_is_neither_overwritten_nor_taken_away(tmp_path):
    write_new(tmp_path / "x", b"mine")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "x", b"other")
    assert (tmp_path / "x").read_bytes() == b"mine"
