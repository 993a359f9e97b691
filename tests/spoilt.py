"""Good files made bad: pieces cut out, put in or put many times; and what a reader may leave behind."""

import hashlib
from pathlib import Path

from hypothesis import strategies as st

JSON_MARKS = ["[" * 50_000, "null", '"', "{", "9" * 5000, "NaN", "\\ud800", ",", "1e999", "[]", "<<<<<<< HEAD\n"]


def mutated(good: bytes, marks: list[str]):
    """A good file with some bytes changed, or with one to five pieces changed for such as files trip over."""
    pieces = st.binary(max_size=20) | st.sampled_from([mark.encode() for mark in marks])
    change = st.tuples(st.integers(0, len(good)), st.integers(0, 40), pieces, st.integers(1, 50))
    flip = st.tuples(st.integers(0, len(good) - 1), st.just(1), st.binary(min_size=1, max_size=1), st.just(1))
    changes = st.lists(change, min_size=1, max_size=5) | st.lists(flip, min_size=1, max_size=20)
    return changes.map(lambda chosen: _changed(good, chosen))


def _changed(content: bytes, changes) -> bytes:
    for at, lost, piece, times in changes:
        content = content[:at] + piece * times + content[at + lost :]
    return content


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, with its digest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def is_sentence(text: str) -> bool:
    """One line that can be shown and comes to an end."""
    return text.isprintable() and text.rstrip().endswith((".", "?", ";", '"'))
