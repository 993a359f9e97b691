"""Read a handed-in notebook as plain JSON: nothing in it is run here, and nothing but its cells is looked at."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from courseutils.exercises import lessons

MOST_BYTES = 20_000_000
MOST_CELLS = 2_000
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.M)
_ASKED = re.compile(r"""\b(?:check|hint)\(\s*["'](\d\d)-\d{1,3}["']""")
_OWN_ID = re.compile(r"^(?:exercise|check)-(\d\d)-\d{1,3}(?:-\d+)?$")
_IN_NAME = re.compile(r"(?<![0-9-])(\d\d)_[a-z]")


class Unreadable(Exception):
    """The file cannot be read as a notebook; the text says why and what to do."""


@dataclass(frozen=True)
class Cell:
    """One code cell: its text, its id ("" in old formats) and its tags."""

    source: str
    id: str = ""
    tags: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The first line that is no comment, to name the cell in a sentence."""
        lines = [line.strip() for line in self.source.splitlines()]
        first = next((line for line in lines if line and not line.startswith("#")), "")
        return first if len(first) <= 40 else first[:37] + "..."


@dataclass(frozen=True)
class Notebook:
    """The code cells of a notebook, in order, and the lesson they belong to ("" if that cannot be told)."""

    lesson: str
    cells: tuple[Cell, ...]
    remarks: tuple[str, ...] = ()


def read_notebook(path: Path, name: str = "") -> Notebook:
    """The notebook in a file; ``name`` is how it was handed in. Raises Unreadable with a sentence."""
    whole = _document(_text(path))
    rows, remarks = _cells(whole)
    code = tuple(_cell(row) for row in rows if row.get("cell_type") == "code")
    if len(code) > MOST_CELLS:
        raise Unreadable(f"It holds {len(code):,} code cells; a lesson has about 50. At most {MOST_CELLS:,} are run.")
    return Notebook(lesson_of(code, name or path.name), code, remarks)


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Clear its outputs and save it again.")
    if not content.strip():
        raise Unreadable("The file is empty. It has to be handed in again.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("The file is not in UTF-8, as every notebook is. Open and save it in JupyterLab.") from None


def _document(text: str) -> dict:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_why_not(text, error)) from None
    if not isinstance(whole, dict) or not isinstance(whole.get("nbformat"), int):
        raise Unreadable("The file is no notebook: it does not say which notebook format it has.")
    return whole


def _why_not(text: str, error: Exception) -> str:
    if _CONFLICT.search(text):
        return "Two versions stand in the file with the marks of a merge conflict (<<<<<<<). Keep one, and hand it in."
    if isinstance(error, json.JSONDecodeError) and (
        error.msg.startswith("Unterminated") or not text[error.pos :].strip()
    ):
        return "The file breaks off in the middle; it was not saved or sent whole. It has to be handed in again."
    if text.lstrip()[:1] == "<":
        return "The file is a web page, not a notebook. Hand in the .ipynb file itself."
    return "The file is no notebook: its text is not JSON."


def _cells(whole: dict) -> tuple[list[dict], tuple[str, ...]]:
    """The rows of cells of format 4, or of format 3, where they lie in worksheets and call their text input."""
    version = whole["nbformat"]
    remarks: tuple[str, ...] = ()
    if version == 3:
        rows = [cell for sheet in _dicts(whole.get("worksheets")) for cell in _dicts(sheet.get("cells"))]
        rows = [cell | {"source": cell.get("input", "")} for cell in rows]
        remarks = ("The notebook is in the old format 3; its code cells were read all the same.",)
    elif version == 4:
        rows = _dicts(whole.get("cells"))
    else:
        raise Unreadable(f"It has notebook format {version}; this kit reads 3 and 4. Save it again in JupyterLab.")
    return rows, remarks


def _dicts(value) -> list[dict]:
    if not isinstance(value, list):
        raise Unreadable("The file is no whole notebook: it has no list of cells. It has to be handed in again.")
    return [item for item in value if isinstance(item, dict)]


def _cell(row: dict) -> Cell:
    source = row.get("source", "")
    lines = source if isinstance(source, list) else [source]
    metadata = row.get("metadata")
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else []
    text = "".join(line for line in lines if isinstance(line, str))
    return Cell(
        text.encode("utf-8", "replace").decode("utf-8"),  # JSON may hold half characters, which no file can
        str(row.get("id", ""))[:64],
        tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )


def lesson_of(cells: tuple[Cell, ...], name: str) -> str:
    """The lesson that most cells name by an exercise's id, else the one in the file's name, else ""."""
    found = Counter(number for cell in cells for number in _numbers(cell) if number in lessons())
    if found:
        (best, most), *rest = found.most_common(2)
        return best if not rest or rest[0][1] < most else _lesson_in(name)
    return _lesson_in(name)


def _numbers(cell: Cell) -> set[str]:
    by_id = _OWN_ID.match(cell.id)
    return {*_ASKED.findall(cell.source), *(by_id.groups() if by_id else ())}


def _lesson_in(name: str) -> str:
    """The last number that looks like ``05_how``: platforms put their own numbers and names in front."""
    found = [number for number in _IN_NAME.findall(name.casefold()) if number in lessons()]
    return found[-1] if found else ""
