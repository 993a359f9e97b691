"""What is handed in and what is kept of it, spoilt in every way: a sentence, an end, and no other file touched."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from handedin import SLUGS, notebook, packed, receipt
from hypothesis import given
from hypothesis import strategies as st
from spoilt import JSON_MARKS, is_sentence, mutated, tree
from tries import tries

from courseutils.teach.marking import levels, platforms, received
from courseutils.teach.marking.intake import collect
from courseutils.teach.marking.notebook import Notebook, Unreadable, read_notebook
from courseutils.teach.marking.reading import BadRequest, Reading
from courseutils.teach.marking.results import load
from courseutils.teach.marking.store import CannotMark, Store

FILE = SLUGS["05"] + ".ipynb"
INNER = packed({FILE: notebook("05", "inner"), "notes.txt": b"x"})
CLASS = packed(
    {
        f"Nino Gelashvili_1234_assignsubmission_file/{FILE}": notebook("05"),
        "Ana_1235_assignsubmission_file/work.zip": INNER,
        "Lesson 5_ana_d_attempt_2026-11-20-11-11-12.txt": receipt("Ana", "ana_d"),
        f"gelashvilinino_1234_9001_{FILE}": notebook("05", "b"),
    }
)
ZIP_MARKS = ["PK\x01\x02", "PK\x05\x06", "PK\x06\x06", "PK\x03\x04", "../", "\0" * 30, "A" * 300, "/", "\x7f" * 8]


def fresh(folder: Path) -> Path:
    """An empty folder for the copies of one try."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@tries(40, deep=10_000)
@given(content=mutated(CLASS, ZIP_MARKS) | mutated(INNER, ZIP_MARKS) | st.binary(max_size=300))
def test_a_spoilt_zip_is_read_as_far_as_it_is_whole_and_the_rest_is_said(content, tmp_path):
    (tmp_path / "class.zip").write_bytes(content)
    try:
        submissions, problems = collect(tmp_path / "class.zip", fresh(tmp_path / "into"))
    except OSError as why:
        assert "class.zip" in str(why) and str(why).endswith(".")
        return
    assert all(map(is_sentence, problems)), problems
    assert all(s.path.parent == tmp_path / "into" for s in every(submissions))
    assert {name for name in tree(tmp_path) if not name.startswith("into/")} == {"class.zip"}
    assert (tmp_path / "class.zip").read_bytes() == content
    assert {p.name for p in (tmp_path / "into").iterdir()} <= {s.path.name for s in every(submissions)}


def every(submissions):
    for one in submissions:
        yield from (one, *one.earlier)


@pytest.mark.parametrize("name", [b"\0/05_xx.ipynb", b"\0" * 13, b"/" * 13])
def test_a_member_without_a_name_is_refused_and_the_others_are_read(name, tmp_path):
    content = packed({f"Nino/{FILE}": notebook("05"), "another.ipynb": notebook("05", "eve")})
    (tmp_path / "class.zip").write_bytes(content.replace(b"another.ipynb", name))
    submissions, problems = collect(tmp_path / "class.zip", tmp_path / "into")
    assert [s.path.read_bytes() for s in submissions if s.student == "Nino"] == [notebook("05")]
    assert len(problems) == 1 and "refused" in problems[0]


def test_a_receipt_that_names_nobody_is_none():
    assert platforms.read_receipt(b"\0:\0(\0)") is None
    assert platforms.read_receipt(b"Name: \0 (nino)\n").name == "nino"


@tries(25, deep=3_000)
@given(content=mutated(INNER, ZIP_MARKS))
def test_a_students_spoilt_zip_costs_no_other_student_anything(content, tmp_path):
    folder = tmp_path / "class"
    for name, work in {"Nino/05_x.ipynb": notebook("05", "nino"), "Ana/work.zip": content}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(work)
    submissions, problems = collect(folder, fresh(tmp_path / "into"))
    assert {s.student: s.path.read_bytes() for s in submissions}["Nino"] == notebook("05", "nino")
    assert "Ana" in {s.student for s in submissions} and all(map(is_sentence, problems))


@tries(80, deep=10_000)
@given(content=st.binary() | mutated(notebook("05"), [*JSON_MARKS, '"cells": 1', '"source": [1]', '"tags": {}']))
def test_a_spoilt_notebook_is_read_or_refused_with_a_sentence(content, tmp_path):
    (tmp_path / FILE).write_bytes(content)
    try:
        found = read_notebook(tmp_path / FILE)
        assert isinstance(found, Notebook) and found.lesson in ("", *(f"{n:02}" for n in range(9)))
        assert all(cell.source.encode() is not None and len(cell.id) <= 64 for cell in found.cells)
    except Unreadable as why:
        assert is_sentence(str(why))
    assert (tmp_path / FILE).read_bytes() == content


@tries(80, deep=20_000)
@given(st.binary() | mutated(receipt(), ["Name: ", "(", ")", "\r\n", "Comments:\n", "\x00", "Submission Field:\n"]))
def test_a_spoilt_receipt_is_read_or_passed_over(content):
    found = platforms.read_receipt(content)
    assert found is None or (found.student and found.name)


ANSWERS = ["right", 1, 1.5, None, True, ["date", "2026-01-01"], ["list", "list", [1, "a"]], ["number", "nan"]]
ANSWERS += [["dict", [["a", 1]]], ["array", "x", [1]], ["column", "Series", [0], [1]], ["table", "T", ["a"], [1]]]
JSON = st.recursive(
    st.sampled_from(ANSWERS) | st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        | st.tuples(st.sampled_from(sorted(received._FORMS)), inner).map(list)
        | st.tuples(st.sampled_from(sorted(received._FORMS)), inner, inner).map(list)
    ),
    max_leaves=8,
)


@tries(150, deep=20_000)
@given(JSON)
def test_what_comes_out_of_the_sandbox_is_an_answer_or_malformed(value):
    with suppress(received.Malformed):
        received.answer(value)


@tries(80, deep=20_000)
@given(st.binary() | mutated(json.dumps({"answers": ANSWERS}).encode(), JSON_MARKS))
def test_a_line_from_the_sandbox_is_a_dictionary_or_malformed(line):
    with suppress(received.Malformed):
        assert isinstance(received.message(line), dict)


# What marking keeps for itself: a disk may spoil it, or a hand ------------------------------------------------------

LEVEL = b'\n{"student": "1", "exercise": "05-8", "level": 2, "comment": "Good.", "text": "ab"}\n'


@tries(80, deep=20_000)
@given(st.binary() | mutated(LEVEL * 2, [*JSON_MARKS, "true", "2.0", "9", "\n"]))
def test_spoilt_levels_cost_the_spoilt_lines_only(content):
    found = [levels._entry(line) for line in content.split(b"\n")]
    assert all(e is None or e["level"] is None or (type(e["level"]) is int and 0 <= e["level"] <= 3) for e in found)


@pytest.mark.parametrize("level", ["true", "false", "2.0", "4", "-1", '"2"', "[2]"])
def test_what_is_no_level_is_none(level, tmp_path):
    (tmp_path / levels.FILE).write_bytes(LEVEL.replace(b"2", level.encode(), 1))
    assert levels.read(tmp_path) == {}


@tries(60, deep=10_000)
@given(asked=JSON | st.fixed_dictionaries({"id": st.text(max_size=3), "level": JSON, "comment": JSON}))
def test_a_decision_of_any_form_is_refused_and_not_kept(asked, tmp_path):
    (tmp_path / ".marking").mkdir(exist_ok=True)
    (tmp_path / ".marking" / "marked.json").write_text('{"marked": []}', encoding="utf-8")
    reading = Reading(tmp_path)
    with pytest.raises(BadRequest, match=r"\.$"):
        reading.save(asked)
    assert set(tree(tmp_path)) == {".marking/marked.json"}


MARKED = {
    "marked": [
        {
            "submission": {"student": "1", "name": "Nino", "path": "x", "origin": "x", "remarks": [], "earlier": []},
            "lesson": "05",
            "results": [{"exercise": "05-1", "state": "right"}],
            "remarks": [],
        }
    ]
}


@tries(60, deep=5_000)
@given(content=st.binary() | mutated(json.dumps(MARKED).encode(), JSON_MARKS))
def test_a_spoilt_folder_of_marks_says_to_mark_again(content, tmp_path):
    (tmp_path / ".marking" / "results").mkdir(parents=True, exist_ok=True)
    for name in ("marked.json", "written.json", "results/key.json"):
        (tmp_path / ".marking" / name).write_bytes(content)
    (tmp_path / "seed.txt").write_bytes(content[:200])
    before, store = tree(tmp_path), Store(tmp_path)
    try:
        load(tmp_path)
    except FileNotFoundError as why:
        assert "Mark first" in str(why)
    assert store.load("key") is None or content
    assert all(isinstance(digests, list) for digests in store._written().values())
    try:
        store.open(None)
    except CannotMark as why:
        assert str(why).endswith(".")
    assert {name: digest for name, digest in tree(tmp_path).items() if name in before and name != "seed.txt"} == {
        name: digest for name, digest in before.items() if name != "seed.txt"
    }
