"""The leak scan: no solution, hidden variant, instructor's word or cell in what students get.

Code is compared without spaces, kinds of quotation marks and line breaks, and once more as Python parses it; prose by
runs of eight words. So a solution that was put on another number of lines, or an instructor's sentence that was wrapped
anew, is found too.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from courseutils.teach.releasing.hidden import HIDDEN, RUN, Bare, Secrets, joined, runs, squeezed, stands

FOLDERS = {"teach", "lessons", "tests", "tools", "submitted", "autograded", "feedback", "gradebook", "handed_in"}
NAMES = re.compile(
    r"original\.txt|.*variants?\b.*|.*\bseed\b.*|.*_solved\..*|gradebook\.db|marks.*\.csv|\.progress\..*", re.I
)
MARKERS = re.compile(r"#+\s*(?:BEGIN|END)\s+(?:SOLUTION|HIDDEN\s+TESTS|MARK\s+SCHEME)", re.I)
TAGS = re.compile(r"""tags\s*=\s*\[[^\]]*["'](teacher|solution)["']""")
PACKAGE = "src/courseutils/"
EXERCISES = "src/courseutils/exercises/"
DATA = "data/"
CODE = (".py", ".md", ".toml", ".html", ".txt")
# Kinds of files that may go to students: texts, which are looked through, and those that begin as their kind does.
TEXTS = {"", ".cff", ".css", ".csv", ".geojson", ".html", ".ipynb", ".js", ".json", ".lock", ".md", ".py", ".svg"}
TEXTS |= {".toml", ".txt", ".typed", ".yml"}
OTHERS = {".png": b"\x89PNG\r\n", ".pdf": b"%PDF-", ".woff2": b"wOF2", ".mo": b"\xde\x12\x04\x95"}
_OTHER_KIND = "archives and other files that cannot be looked through do not go to students."


def leaks(files: Mapping[str, bytes], known: Secrets, allowed: Iterable[str] = ()) -> list[str]:
    """Sentences about every leak in files given by path and bytes; ``allowed`` are paths that may bear a bad name."""
    found = [s for name in files if name not in set(allowed) for s in _bad_name(name)]
    for name, content in files.items():
        found += [f"{name}: {sentence}" for sentence in dict.fromkeys(_in_file(name, content, known))]
    return found


def _bad_name(name: str) -> Iterator[str]:
    path = PurePosixPath(name)
    if folder := FOLDERS & set(path.parts):
        yield f"{name}: the folder {sorted(folder)[0]}/ is the instructor's."
    elif NAMES.fullmatch(path.name):
        yield f"{name}: a file of this name is the instructor's."


def _in_file(name: str, content: bytes, known: Secrets) -> Iterator[str]:
    kind = PurePosixPath(name).suffix.lower()
    if kind in OTHERS and content.startswith(OTHERS[kind]):
        return  # a picture
    text = _text(content) if kind in TEXTS else None
    if text is None:
        yield _OTHER_KIND
        return
    if name.endswith(".ipynb"):
        yield from notebook_leaks(text, known)
        return
    shown = html.unescape(re.sub(r"<[^>]*>", " ", text)) if name.endswith((".html", ".svg")) else text
    bare = squeezed(shown, name.endswith(CODE))
    yield from _marks(shown)
    yield from _stolen(bare, known.programs, "the hidden variants")
    # The exercises' own files help: what they say, and how they compute it, is there for the curious.
    if not name.startswith(EXERCISES):
        yield from _stolen(bare, known.answers, "a solution")
    if not name.startswith(PACKAGE):
        yield from _stolen(bare, known.values, "a solution")
    if not name.startswith((EXERCISES, DATA)):
        # A page of the guide may share a turn of phrase with a note to the instructor, but no sentence.
        yield from _secret_words(shown, known, least=RUN)


def _text(content: bytes) -> str | None:
    """The content as text; None where it is none, such as an archive under another name."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def notebook_leaks(text: str, known: Secrets) -> Iterator[str]:
    """Sentences about leaks in the text of a notebook: its cells, their tags, outputs and all other strings."""
    try:
        notebook = json.loads(text)
    except ValueError:
        yield "this is no notebook."
        return
    for cell in notebook.get("cells", []):
        if hidden := HIDDEN & set(cell.get("metadata", {}).get("tags", [])):
            yield f"a cell has the instructor's tag {sorted(hidden)[0]}."
        if cell.get("outputs") or cell.get("execution_count"):
            yield "a cell has an output; students get notebooks that were not run."
    texts = list(_strings(notebook))
    bare = joined(squeezed(text, True) for text in texts)
    yield from _stolen(bare, known.programs, "the hidden variants")
    yield from _stolen(bare, {**known.answers, **known.values}, "a solution")
    for text in texts:
        yield from _marks(text)
        yield from _secret_words(text, known)


def _strings(value) -> Iterator[str]:
    """Every text of a notebook; a cell's lines as one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        lines = all(isinstance(part, str) for part in value)
        yield from ["".join(value)] if lines else (text for part in value for text in _strings(part))


def _marks(text: str) -> Iterator[str]:
    if match := MARKERS.search(text):
        yield f"the marker {match.group()!r} is in it."
    if match := TAGS.search(text):
        yield f"a cell with the instructor's tag {match.group(1)} is in it."


def _stolen(bare: Bare, pieces: Mapping[str, str], what: str) -> Iterator[str]:
    yield from (f"a piece of {what}: {shown!r}." for piece, shown in pieces.items() if stands(piece, bare))


def _secret_words(text: str, known: Secrets, least: int = 1) -> Iterator[str]:
    """One sentence for each passage of which at least so many runs of eight words stand in the text."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for run in runs(text):
        if run in known.words:
            found.setdefault(known.words[run], []).append(run)
    for hits in found.values():
        if len(set(hits)) >= least:
            yield f"an instructor's words: {' '.join(hits[0])!r}."
