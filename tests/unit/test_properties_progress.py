"""The journal of progress: whatever was written, by whom, in which order, and however it was cut or spoilt."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from courseutils import progress
from courseutils._checking import journal
from courseutils.exercises import exercises

IDS = list(exercises())[:4]
STATES = ["right", "not yet", "not attempted", "cannot tell", "written"]
EVENTS = st.lists(st.tuples(st.sampled_from(["check", "hint"]), st.sampled_from(IDS), st.sampled_from(STATES)))
PIECES = st.binary() | st.sampled_from(
    [b"\n", b"\r\n", b"{", b"[" * 50_000, b"null", b"9" * 5_000, b'{"event":"check"}', b"\xff\xfe", b"\0" * 4096]
)


@pytest.fixture(autouse=True)
def workbook(tmp_path, monkeypatch):
    """A workbook of its own for every test."""
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    monkeypatch.setattr(journal, "_memory", [])
    return tmp_path


def lines(events) -> list[bytes]:
    keys = ("event", "exercise", "state")
    return [b"\n" + json.dumps(dict(zip(keys, event, strict=True))).encode() + b"\n" for event in events]


def is_done(found: dict[str, str]) -> set[str]:
    return {exercise for exercise, state in found.items() if state in ("right", "written")}


@tries(100)
@given(data=st.data())
def test_once_right_stays_right_in_any_order_of_two_journals(data, tmp_path):
    """Two computers, or two kernels: their lines come together in any order."""
    mine, yours = data.draw(EVENTS), data.draw(EVENTS)
    ever = {exercise for event, exercise, state in mine + yours if event == "check" and state in ("right", "written")}
    (tmp_path / ".progress.jsonl").write_bytes(b"".join(lines(data.draw(st.permutations(mine + yours)))))
    assert is_done(journal.states()) == ever
    assert {row[0] for row in progress().rows if row[2] in ("right", "written")} == ever


@tries(100)
@given(events=EVENTS, data=st.data())
def test_what_is_spoilt_costs_no_whole_line(events, data, tmp_path):
    content = b""
    for line in lines(events):
        content += data.draw(PIECES) + line
    (tmp_path / ".progress.jsonl").write_bytes(content + data.draw(PIECES))
    found = [(e["event"], e["exercise"], e["state"]) for e in journal.events()]
    assert [event for event in found if event in events] == events
    assert journal.record("check", "a-1", "right") and journal.states()["a-1"] == "right"


@tries(100)
@given(events=EVENTS.filter(len), data=st.data())
def test_a_journal_cut_at_any_byte_keeps_what_was_whole(events, data, tmp_path):
    parts = lines(events)
    content = b"".join(parts)
    cut = data.draw(st.integers(0, len(content)))
    (tmp_path / ".progress.jsonl").write_bytes(content[:cut])
    whole = sum(cut >= len(b"".join(parts[: n + 1])) - 1 for n in range(len(parts)))
    assert len(journal.events()) == whole
    assert journal.record("check", "a-1", "right") and len(journal.events()) == whole + 1
