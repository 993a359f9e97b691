"""A class marked in shards and merged: the same bytes as the class marked at once; wrong merges are refused."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from classmarks import a_class

from courseutils import cli
from courseutils.teach import build
from courseutils.teach.marking import run, shards
from courseutils.teach.marking.records import Submission
from courseutils.teach.marking.shards import Basis, Shard
from courseutils.teach.marking.store import CannotMark, Store

ROOT = Path(__file__).resolve().parents[2]
HUB = ROOT / "guide" / "hub"
OF = 4


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# Marked in reality ----------------------------------------------------------------------------------------------------


def with_cell(document: dict, source: str, first: bool = False) -> bytes:
    """The notebook with one more code cell."""
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    cells = [cell, *document["cells"]] if first else [*document["cells"], cell]
    return json.dumps({**document, "cells": cells}).encode("utf-8")


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory) -> Path:
    """Eight students: good, half done, blank, broken, hostile, without a lesson, and one with attempts of all kinds."""
    solved = json.loads(next(text for name, text in build.solved_files().items() if name.startswith("00")))
    (blank,) = build.student_files(only="00").values()
    nothing = b'{"nbformat": 4, "cells": []}'
    made = {
        "anna/00_check.ipynb": json.dumps(solved).encode("utf-8"),
        "Ben/00_check.ipynb": blank.encode("utf-8"),
        "carl/00_check.ipynb": with_cell(solved, "map_says = 'agreed'"),
        "dora/00_check.ipynb": b'{"cells": [',
        "eve/00_check.ipynb": with_cell(solved, "import os; os._exit(0)", first=True),
        "fred/essay.docx": b"no notebook",
        # The last attempt is blank, so the first counts: its name sorts before the file that lies between them.
        "gia/1/00_check.ipynb": json.dumps(solved).encode("utf-8"),
        "gia/2/homework.ipynb": nothing,
        "gia/3/00_check.ipynb": blank.encode("utf-8"),
        "Ნინო/00_check.ipynb": with_cell(solved, "# Нино"),
    }
    folder = tmp_path_factory.mktemp("a class") / "handed in"
    for number, (name, content) in enumerate(made.items()):
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        os.utime(path, (1_800_000_000 + number,) * 2)
    return folder


def in_shell(words: list[str], **more: str) -> subprocess.CompletedProcess:
    """A recipe's command in a process of its own; python3 is this one."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": programs, **more}
    return subprocess.run(words, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)


@pytest.fixture(scope="module")
def both(handed_in, tmp_path_factory):
    """The marks of the whole class at once; and its shards, marked by the script for Slurm."""
    place = tmp_path_factory.mktemp("marked")
    assert cli.main(["mark", str(handed_in), "--out", str(place / "at once"), "--seed", "spring"]) == 0
    (place / "shards").mkdir()
    (place / "shards" / "seed.txt").write_text("spring\n", encoding="utf-8")
    for number in range(OF, 0, -1):
        done = in_shell(
            ["bash", str(HUB / "marking_array.sh")],
            KIT=str(ROOT),
            HANDED_IN=str(handed_in),
            SHARDS=str(place / "shards"),
            SLURM_ARRAY_TASK_ID=str(number),
            SLURM_CPUS_PER_TASK="2",
            PYTHONHASHSEED=str(number),
            TZ="Asia/Tbilisi",
        )
        assert done.returncode == 0 and f"Shard {number}/{OF}: " in done.stdout, done.stdout + done.stderr
    return place / "at once", place / "shards"


@pytest.mark.full
def test_shards_that_are_merged_give_the_bytes_of_the_class_marked_at_once(both, handed_in, tmp_path, capsys):
    at_once, parts = both
    assert not [*parts.rglob("*.csv"), *parts.rglob("*.html")], "nobody takes a part for the whole"
    out = tmp_path / "merged marks"
    assert cli.main(["mark", "--merge", str(parts), "--out", str(out)]) == 0
    assert files(out) == files(at_once)
    table = (out / "marks.csv").read_text(encoding="utf-8-sig")
    assert all(name in table for name in ("anna", "Ben", "carl", "dora", "eve", "fred", "gia", "Ნინო"))
    assert table.count("could not be marked") >= 4
    # By the folders' own names, in any order, and into marks that are there.
    folders = sorted(map(str, parts.glob("shard-*")), reverse=True)
    assert cli.main(["mark", "--merge", *folders, "--out", str(out)]) == 0
    assert files(out) == files(at_once)
    # What shards have run is not run again when the whole class is marked into the same folder.
    kept = {path: path.stat().st_mtime_ns for path in out.glob(".marking/results/*.json")}
    assert kept and cli.main(["mark", str(handed_in), "--out", str(out)]) == 0
    assert {path: path.stat().st_mtime_ns for path in out.glob(".marking/results/*.json")} == kept


@pytest.mark.full
def test_a_shard_that_was_stopped_is_refused_and_goes_on_where_it_was(both, handed_in, tmp_path, capsys):
    at_once, whole = both
    parts = tmp_path / "shards"
    for path, content in files(whole).items():
        (parts / path).parent.mkdir(parents=True, exist_ok=True)
        (parts / path).write_bytes(content)
    folder = next(path.parents[2] for path in sorted(parts.glob("*/.marking/results/*.json")))
    state = json.loads((folder / ".marking" / "shard.json").read_text(encoding="utf-8"))
    (folder / ".marking" / "shard.json").write_text(json.dumps({**state, "marked": None}), encoding="utf-8")
    (kept, *_) = folder.glob(".marking/results/*.json")
    before = kept.stat().st_mtime_ns
    merge = ["mark", "--merge", str(parts), "--out", str(tmp_path / "marks")]
    assert cli.main(merge) == 1
    assert "is not finished. Run its command with --shard" in capsys.readouterr().out
    assert not (tmp_path / "marks").exists()
    number = f"{state['shard']['number']}/{OF}"
    assert cli.main(["mark", str(handed_in), "--out", str(parts), "--shard", number]) == 0
    assert kept.stat().st_mtime_ns == before
    assert cli.main(merge) == 0 and files(tmp_path / "marks") == files(at_once)


# Refused --------------------------------------------------------------------------------------------------------------

ON = Basis(shards.fingerprint(), "spring", (), "aa")


def kept(parent: Path, shard: Shard, on: Basis = ON, name: str = "") -> Path:
    """The folder of a finished shard with made results."""
    store = Store(parent / (name or shard.folder))
    store.open(on.seed)
    shards.keep(store, shard, on, [item for item in a_class() if shard.holds(item.submission.student)])
    return store.out


@pytest.fixture
def parts(tmp_path) -> Path:
    """Four finished shards in a folder."""
    for number in range(1, OF + 1):
        kept(tmp_path / "shards", Shard(number, OF))
    return tmp_path / "shards"


def refused(capsys, out: Path, *folders: Path) -> str:
    """What is said; and nothing is written."""
    assert run.merge(folders, out) == 1
    assert not out.exists()
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    return said


def test_made_results_come_back_as_they_were_in_the_order_of_the_class(parts):
    found = shards.in_order(shards.gather([parts]))
    lost = [replace(item, submission=replace(item.submission, path=Path())) for item in a_class()]
    assert found == sorted(lost, key=lambda item: (item.submission.name.casefold(), item.submission.student))


def test_a_missing_shard_is_named(parts, tmp_path, capsys):
    one, two, _, four = sorted(parts.iterdir())
    assert "Shard 3/4 is missing." in refused(capsys, tmp_path / "out", one, two, four)
    assert "Shards 1/4, 3/4, 4/4 are missing." in refused(capsys, tmp_path / "out", two)


def test_a_shard_that_is_there_twice_is_named(parts, tmp_path, capsys):
    again = kept(tmp_path / "more", Shard(2, OF), name="copy")
    said = refused(capsys, tmp_path / "out", parts, again)
    assert f"Shard 2/4 is there twice, in {parts / 'shard-2-of-4'} and {again}." in said


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(ON, seed="autumn"), "different seeds"),
        (replace(ON, submissions="bb"), "different submissions"),
        (replace(ON, lessons=("05",)), "different --lessons"),
        (replace(ON, kit="another"), "different versions of the kit"),
    ],
)
def test_shards_of_different_markings_are_refused(other, words, parts, tmp_path, capsys):
    (parts / "shard-4-of-4").rename(tmp_path / "old")
    kept(parts, Shard(4, OF), other)
    assert words in refused(capsys, tmp_path / "out", parts)


def test_shards_of_another_kit_than_the_one_that_merges_are_refused(parts, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(shards, "fingerprint", lambda: "newer")
    assert "another version of the kit than this one" in refused(capsys, tmp_path / "out", parts)


def test_different_divisions_are_refused(parts, tmp_path, capsys):
    kept(parts, Shard(5, 5))
    assert "different divisions, into 4 and 5" in refused(capsys, tmp_path / "out", parts)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"shard": {"number": 1, "of": 4}, "basis": 3, "marked": []}'])
def test_a_shard_that_cannot_be_read_is_refused(content, parts, tmp_path, capsys):
    (parts / "shard-1-of-4" / ".marking" / "shard.json").write_bytes(content)
    assert "holds no shard that can be read" in refused(capsys, tmp_path / "out", parts)


def test_a_folder_without_shards_is_refused(tmp_path, capsys):
    for folder in (tmp_path, tmp_path / "nothing here"):
        assert "There is no shard in" in refused(capsys, tmp_path / "out", folder)


def test_what_marking_did_not_write_is_left_alone(parts, tmp_path, capsys):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "one.txt").write_text("mine", encoding="utf-8")
    before = files(tmp_path)
    for out in (tmp_path / "thesis", parts, parts / "shard-1-of-4"):
        assert run.merge([parts], out) == 1
    said = capsys.readouterr().out
    assert said.count("did not write") == 2 and "is the folder of a shard" in said
    assert files(tmp_path) == before
    assert run.merge([parts], tmp_path / "marks") == 0
    (tmp_path / "marks" / "marks.csv").write_text("changed by hand", encoding="utf-8")
    assert run.merge([parts], tmp_path / "marks") == 1
    assert (tmp_path / "marks" / "marks.csv").read_text(encoding="utf-8") == "changed by hand"


def test_exercises_are_left_out_when_shards_are_merged(parts, tmp_path, capsys):
    assert run.merge([parts], tmp_path / "marks", "05-1") == 0
    assert "Not counted: 05-1." in capsys.readouterr().out
    with pytest.raises(CannotMark, match="Give --leave-out to --merge"):
        run._opened(tmp_path / "more", "s", Shard(1, 4), run.choose(None, "05-1"))


def test_merge_takes_nothing_that_shards_know(parts, tmp_path, capsys):
    for more in (["--seed", "s"], ["--shard", "1/4"], ["--lessons", "5"]):
        assert cli.main(["mark", "--merge", str(parts), "--out", str(tmp_path / "out"), *more]) == 2
    assert cli.main(["mark", "--merge", str(parts)]) == 2
    assert not (tmp_path / "out").exists()


# One shard ------------------------------------------------------------------------------------------------------------


def test_every_student_is_in_one_shard_and_shards_are_about_equal():
    students = [f"student {number}" for number in range(3000)]
    sizes = [sum(Shard(number, 30).holds(student) for student in students) for number in range(1, 31)]
    assert sum(sizes) == 3000 and min(sizes) > 60 and max(sizes) < 140
    assert all(Shard(n, 4).holds("NINO") is Shard(n, 4).holds("nino") for n in range(1, 5))


@pytest.mark.parametrize("text", ["0/4", "5/4", "2", "a/4", "1/0", "1/1001", "-1/4", "1/4/4", "²/4", ""])
def test_what_is_no_shard_is_refused(text):
    with pytest.raises(CannotMark, match="how many there are"):
        shards.parse(text)


def test_all_shards_need_one_seed_by_word_or_by_file(tmp_path):
    one = Shard(1, 4)
    with pytest.raises(CannotMark, match="All shards need the same seed"):
        shards.opened(tmp_path / "a", one, None)
    assert not (tmp_path / "a").exists()
    assert shards.opened(tmp_path / "a", one, "spring")[1] == "spring"
    assert shards.opened(tmp_path / "a", one, None)[1] == "spring", "a shard that goes on has its own"
    (tmp_path / "a" / "seed.txt").write_text("autumn\n", encoding="utf-8")
    assert shards.opened(tmp_path / "a", Shard(2, 4), None)[1] == "autumn"
    with pytest.raises(CannotMark, match=r"another than that of --seed"):
        shards.opened(tmp_path / "a", Shard(3, 4), "spring")
    with pytest.raises(CannotMark, match="another seed"):
        shards.opened(tmp_path / "a", one, None)


def test_a_folder_of_marks_takes_no_shards_and_a_shard_no_class(tmp_path):
    Store(tmp_path / "marks").open("spring")
    with pytest.raises(CannotMark, match="holds marks"):
        shards.opened(tmp_path / "marks", Shard(1, 4), "spring")
    with pytest.raises(CannotMark, match="is the folder of a shard"):
        run._opened(kept(tmp_path / "shards", Shard(1, 4)), "spring", None, run.choose())


def test_the_basis_changes_with_whatever_is_marked(tmp_path):
    whole = [Submission("1", "Nino", tmp_path / "aa.ipynb", "05.ipynb", earlier=())]
    usual = shards.basis("s", [], whole)
    assert usual == shards.basis("s", [], [replace(whole[0], path=tmp_path / "elsewhere" / "aa.ipynb")])
    earlier = (Submission("1", "Nino", tmp_path / "cc.ipynb", "05.ipynb"),)
    for change in ({"path": Path("bb.ipynb")}, {"late": True}, {"remarks": ("x",)}, {"earlier": earlier}):
        assert shards.basis("s", [], [replace(whole[0], **change)]) != usual
    assert shards.basis("s", [], [*whole, *earlier]) != usual


class Stopped:
    """A marker that is stopped by Ctrl+C."""

    def __init__(self, store: Store):
        self.store, self.seed = store, "spring"

    def mark_all(self, submissions, progress):
        raise KeyboardInterrupt


def test_a_finished_shard_that_is_marked_again_and_stopped_is_not_finished(parts, tmp_path, capsys):
    store, _ = shards.opened(parts, Shard(2, 4), None)
    with pytest.raises(KeyboardInterrupt):
        run._mark_shard(Stopped(store), Shard(2, 4), [], run.choose(), [])
    assert "shard-2-of-4 is not finished" in refused(capsys, tmp_path / "out", parts)


def test_copies_of_what_others_mark_are_taken_away(tmp_path):
    submissions = []
    for number in range(8):
        path = tmp_path / f"{number}.ipynb"
        path.write_bytes(b"{}")
        submissions.append(Submission(str(number), str(number), path, path.name))
    mine = shards.own(submissions, Shard(1, 2))
    assert {path.name for path in tmp_path.iterdir()} == {item.path.name for item in mine} and 0 < len(mine) < 8


# Recipes --------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="its command is for a shell")
def test_the_job_for_kubernetes_runs_each_shard_once(tmp_path):
    job = yaml.safe_load((HUB / "marking_job.yaml").read_text(encoding="utf-8"))
    spec, pod = job["spec"], job["spec"]["template"]["spec"]
    assert (job["apiVersion"], job["kind"], spec["completionMode"]) == ("batch/v1", "Job", "Indexed")
    assert pod["restartPolicy"] == "Never", "backoffLimitPerIndex needs it"
    assert pod["hostUsers"] is False, "procMount: Unmasked needs it"
    (container,) = pod["containers"]
    mounted = {mount["name"] for mount in container["volumeMounts"]}
    assert mounted == {volume["name"] for volume in pod["volumes"]}
    (tmp_path / "python3").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    (tmp_path / "python3").chmod(0o755)
    seen = []
    for index in range(spec["completions"]):
        env = {"PATH": f"{tmp_path}:{os.defpath}", "JOB_COMPLETION_INDEX": str(index)}
        done = subprocess.run(container["command"], env=env, capture_output=True, encoding="utf-8", check=True)
        program, *words = done.stdout.splitlines()
        asked = cli._parser().parse_args(words)
        assert program == "course.py" and (asked.command, asked.workers) == ("mark", 2)
        seen.append(shards.parse(asked.shard))
    assert seen == [Shard(number, spec["completions"]) for number in range(1, spec["completions"] + 1)]


def test_the_array_for_slurm_is_as_long_as_the_division():
    lines = (HUB / "marking_array.sh").read_text(encoding="utf-8").splitlines()
    assert f"#SBATCH --array=1-{OF}" in lines and f"OF={OF}" in lines
