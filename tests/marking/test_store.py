"""What a marking leaves for the next one, and what it never overwrites."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from classmarks import a_class, marked

from courseutils.teach.marking import store
from courseutils.teach.marking.progress import Progress, in_words
from courseutils.teach.marking.records import RIGHT, Result
from courseutils.teach.marking.run import hand_over
from courseutils.teach.marking.store import CannotMark, Record, Store, write

RECORD = Record("05", (Result("05-1", RIGHT, points=1.0), Result("05-5", "written", text="Гори <b>")), ("A remark.",))


@pytest.fixture
def opened(tmp_path):
    found = Store(tmp_path / "marks")
    found.open("spring")
    return found


def test_a_seed_is_made_once_kept_and_not_exchanged(tmp_path):
    seed = Store(tmp_path / "marks").open(None)
    assert len(seed) == 16 and Store(tmp_path / "marks").open(None) == seed
    with pytest.raises(CannotMark, match="another seed"):
        Store(tmp_path / "marks").open("other")
    assert Store(tmp_path / "more").open(None) != seed


@pytest.mark.parametrize("seed", ["a b", "x" * 81, "../up", "a\nb"])
def test_a_seed_of_odd_signs_is_refused(seed, tmp_path):
    with pytest.raises(CannotMark, match="letters, digits"):
        Store(tmp_path / "marks").open(seed)


def test_a_folder_with_files_of_somebody_else_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotMark, match="did not write"):
        Store(tmp_path).open(None)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_what_a_killed_run_was_writing_is_taken_away_by_the_next_and_nothing_else(opened):
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    dead = int(gone.stdout)
    left = [
        f".marking/results/ab.json.{dead}-7.part",
        f"seed.txt.{dead}-7.part",
        f".marking/written.json.{dead}-7.part",
    ]
    kept = [f".marking/results/ab.json.{os.getppid()}-7.part", "mine.part", f"mine.{dead}-7.part", "1-2.part"]
    for name in (*left, *kept):
        (opened.out / name).write_bytes(b"half")
    Store(opened.out).open(None)
    assert [name for name in (*left, *kept) if (opened.out / name).exists()] == kept


@pytest.mark.skipif(os.name != "posix", reason="rights of files are another thing on Windows")
def test_marks_are_kept_from_other_users_and_from_git(opened):
    assert opened.out.stat().st_mode & 0o077 == 0
    assert (opened.out / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_record_comes_back_as_it_was(opened):
    key = opened.key(b"notebook", "05", "spring")
    assert opened.load(key) is None
    opened.save(key, RECORD)
    assert opened.load(key) == RECORD


def test_another_text_seed_lesson_or_kit_is_another_record(opened, monkeypatch):
    keys = {opened.key(b"a", "05", "s"), opened.key(b"b", "05", "s"), opened.key(b"a", "05", "t")}
    keys.add(opened.key(b"a", "06", "s"))
    monkeypatch.setattr(store, "fingerprint", lambda: "another kit")
    assert len(keys | {opened.key(b"a", "05", "s")}) == 5


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"lesson": "05", "remarks": [], "results": [{"x": 1}]}']
)
def test_a_record_that_is_not_whole_counts_as_none(content, opened):
    (opened.own / "results" / "k.json").write_bytes(content)
    assert opened.load("k") is None


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write(path, "old")

    def full_disk(self, place):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        write(path, "new")
    assert path.read_bytes() == b"old" and [p.name for p in tmp_path.iterdir()] == ["a.json"]


def staged(found: Store, **files: str):
    folder = found.stage()
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_own_files_are_renewed_and_changed_ones_are_left(opened):
    assert opened.publish(staged(opened, marks="1", feedback__anna="a")) == []
    assert opened.publish(staged(opened, marks="2", feedback__anna="b")) == []
    assert (opened.out / "marks").read_text(encoding="utf-8") == "2"
    (opened.out / "marks").write_text("2 and a note of mine", encoding="utf-8")
    assert opened.publish(staged(opened, marks="3", feedback__anna="c")) == ["marks"]
    assert (opened.out / "marks").read_text(encoding="utf-8") == "2 and a note of mine"
    assert (opened.out / "feedback" / "anna").read_text(encoding="utf-8") == "c"
    assert not (opened.own / "staging").exists()


def test_a_run_killed_while_it_hands_over_knows_its_own_files_again(opened, monkeypatch):
    opened.publish(staged(opened, marks="1", more="1"))
    replace, moved = type(opened.out).replace, []

    def killed_in_between(self, target):
        if "staging" in str(self) and moved:
            raise KeyboardInterrupt
        moved.append(target)
        return replace(self, target)

    monkeypatch.setattr(type(opened.out), "replace", lambda self, t: killed_in_between(self, t))
    moved.clear()
    folder = staged(opened, marks="2", more="2")
    with pytest.raises(KeyboardInterrupt):
        opened.publish(folder)
    monkeypatch.undo()
    assert opened.publish(staged(opened, marks="3", more="3")) == []


def test_a_file_that_was_there_before_is_not_overwritten(opened):
    (opened.out / "marks").write_text("mine", encoding="utf-8")
    assert opened.publish(staged(opened, marks="1")) == ["marks"]


def test_a_broken_list_of_written_files_overwrites_nothing(opened):
    opened.publish(staged(opened, marks="1"))
    (opened.own / "written.json").write_text("{", encoding="utf-8")
    assert opened.publish(staged(opened, marks="2")) == ["marks"]


# --- progress --------------------------------------------------------------------------------------------


class Screen:
    """A console that keeps what is written, in an encoding of old Windows."""

    def __init__(self, terminal: bool):
        self.terminal, self.text = terminal, ""

    def isatty(self):
        return self.terminal

    def write(self, text):
        self.text += text.encode("cp1252").decode("cp1252")

    def flush(self):
        pass


def test_the_bar_counts_and_says_the_time_left():
    seconds, screen = iter(range(0, 1000, 5)), Screen(terminal=True)
    bar = Progress(4, screen, lambda: next(seconds))
    for _ in range(4):
        bar.step()
    lines = screen.text.split("\r")
    assert "[######..................] 1 of 4 notebooks, about 20 seconds left" in lines[1]
    assert "4 of 4 notebooks" in lines[-1] and screen.text.endswith("\n") and "left" not in lines[-1]


def test_work_done_earlier_does_not_count_for_the_time_left():
    seconds, screen = iter([0, 0, 0, 0, 60, 60]), Screen(terminal=True)
    bar = Progress(4, screen, lambda: next(seconds))
    bar.step(run=False)
    bar.step(run=False)
    bar.step(run=False)
    assert "left" not in screen.text
    bar.total = 6
    bar.step()
    assert "about 2 minutes left" in bar.line(60)


def test_a_file_gets_few_lines():
    seconds, screen = iter(range(1000)), Screen(terminal=False)
    bar = Progress(30, screen, lambda: next(seconds))
    for _ in range(30):
        bar.step()
    assert screen.text.count("\n") <= 4 and "\r" not in screen.text


def test_durations_in_words():
    assert [in_words(s) for s in (0, 9, 12, 80, 100, 3600, 7200)] == [
        "a few seconds",
        "a few seconds",
        "about 10 seconds",
        "about 80 seconds",
        "about 2 minutes",
        "about 60 minutes",
        "about 2.0 hours",
    ]


def test_the_list_of_written_files_is_plain_json(opened):
    opened.publish(staged(opened, marks="1"))
    assert list(json.loads((opened.own / "written.json").read_text(encoding="utf-8"))) == ["marks"]


def test_two_threads_may_keep_the_same_record(tmp_path):
    """Two students who hand in the same file have one record, and are marked at the same time."""
    done, path = [], tmp_path / "record.json"

    def keep():
        for _ in range(300):
            write(path, "the same")
        done.append(True)

    threads = [Thread(target=keep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (
        len(done) == 4 and path.read_bytes() == b"the same" and [p.name for p in tmp_path.iterdir()] == ["record.json"]
    )


def test_a_seed_from_a_windows_editor_is_read(tmp_path):
    (tmp_path / "seed.txt").write_bytes(b"\xef\xbb\xbfspring-2027\r\n")
    assert Store(tmp_path)._seed(None) == "spring-2027"


def test_a_table_open_in_another_program_is_kept_back_and_the_others_are_written(opened, monkeypatch):
    """On Windows a file that Excel has open cannot be replaced."""
    staged, replace_file = opened.stage(), Path.replace
    for name in ("index.html", "marks.csv", "marks_moodle.csv"):
        (staged / name).write_text("new", encoding="utf-8")

    def replaced(path, place):
        if Path(place).name == "marks.csv":
            raise PermissionError(32, "used by another process")
        return replace_file(path, place)

    monkeypatch.setattr(Path, "replace", replaced)
    assert opened.publish(staged) == ["marks.csv"]
    assert (opened.out / "marks_moodle.csv").exists() and not (opened.out / "marks.csv").exists()


# Who was there and is no longer ---------------------------------------------------------------------------------------


def test_pages_of_students_who_were_taken_out_stay_and_are_named(opened, capsys):
    known = a_class()
    assert hand_over(known, opened) == 0
    assert "are left as they are" not in capsys.readouterr().out
    gone = [item for item in known if item.submission.name == "Ana Dzidzaria"]
    assert hand_over([item for item in known if item not in gone], opened) == 0
    said = capsys.readouterr().out
    (page,) = (opened.out / "feedback").glob("Ana Dzidzaria*")
    assert f"1 file of an earlier marking was not written again: feedback/{page.name}." in said
    assert "It stays; marking deletes nothing." in said
    page.unlink()
    assert hand_over([item for item in known if item not in gone], opened) == 0
    assert "not written again" not in capsys.readouterr().out


def test_of_many_pages_that_stay_five_are_named(opened, capsys):
    everybody = [marked(str(n), f"Student {n}") for n in range(9)]
    hand_over(everybody, opened)
    hand_over(everybody[:1], opened)
    said = capsys.readouterr().out
    assert "8 files of an earlier marking were not written again" in said and "and 3 more" in said
