"""Refresh SHA-256 and size of every resource in data/datapackage.json, after a look at the form of the tables.

    python3 tools/describe_data.py            refresh; one sentence for each row that cannot be read
    python3 tools/describe_data.py --check    change nothing, exit 1 if anything is out of date

What Excel and editors on Windows add is taken out of the files first: their line ends, and a mark at the start (BOM).
Titles, columns, units, licences and sources are written by hand in datapackage.json itself. Standard library only.
"""

import csv
import datetime as dt
import hashlib
import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
NOT_DESCRIBED = {"datapackage.json", "README.md"}
# What a cell of a column of this type must be; anything is a text.
_READ: dict[str, Callable] = {
    "integer": int,
    "number": float,
    "date": dt.date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}
_LIKE = {"integer": "a whole number", "number": "a number", "date": "a day like 2008-10-15", "boolean": "true or false"}


def described(text: str) -> str:
    """The descriptor with fresh hashes and sizes; raises ValueError when a file is not described."""
    package = json.loads(text)
    entries = {entry["path"]: entry for entry in package["resources"]}
    files = {p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file()} - NOT_DESCRIBED
    if problems := sorted(files ^ set(entries)):
        raise ValueError(f"Described but absent, or present but not described: {', '.join(problems)}")
    for path, entry in entries.items():
        content = (DATA / path).read_bytes()
        entry["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
        entry["bytes"] = len(content)
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def table_faults(text: str) -> list[str]:
    """A sentence for each row of a table that cannot be read, has a key twice, or names a source that is not listed."""
    entries = [entry for entry in json.loads(text)["resources"] if entry["format"] == "csv"]
    tables = {entry["path"]: list(csv.reader(io.StringIO(_text(entry["path"])))) for entry in entries}
    known = {row[0] for row in tables["sources.csv"][1:] if row}
    return [fault for entry in entries for fault in _faults(entry, tables[entry["path"]], known)]


def _text(path: str) -> str:
    content = (DATA / path).read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(f"{path}, line {line}: a letter is not in UTF-8. Save the table as CSV UTF-8.") from error


def plain(content: bytes) -> bytes:
    """A text as git keeps it: with any other line ends the sum would not be that of the file in the next clone."""
    return content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def as_windows_writes(text: str) -> list[str]:
    """The described files with other line ends than the kit's, or a mark at the start."""
    paths = [entry["path"] for entry in json.loads(text)["resources"] if (DATA / entry["path"]).is_file()]
    return [path for path in paths if (content := (DATA / path).read_bytes()) != plain(content)]


def _faults(entry: dict, table: list[list[str]], sources: set[str]) -> Iterator[str]:
    head, *rows = table or [[]]
    kinds = {field["name"]: field["type"] for field in entry["schema"]["fields"]}
    if head != list(kinds):
        yield f"{entry['path']}: the first line must read {','.join(kinds)}, with commas."
        return
    for number, row in enumerate(rows, 2):
        where = f"{entry['path']}, row {number}"
        if len(row) != len(head):
            yield f"{where}: {len(row)} cells, the head has {len(head)}. Put a text with a comma into quotation marks."
            continue
        cells = dict(zip(head, row, strict=True))
        yield from (f"{where}, {said}" for name, cell in cells.items() for said in _cell(name, cell, kinds, sources))
    yield from _keys_twice(entry, head, rows)


def _cell(column: str, cell: str, kinds: dict[str, str], sources: set[str]) -> Iterator[str]:
    kind = kinds.get(column, "string")
    try:
        if cell:
            _READ.get(kind, str)(cell)
    except (ValueError, KeyError):
        yield f"{column}: {cell!r} is not {_LIKE[kind]}."
    if column.endswith(("source_id", "source_ids")) and cell:
        unknown = [part for part in cell.split(";") if part not in sources]
        yield from (f"{column}: sources.csv has no {part!r}. Add the source first." for part in unknown)


def _keys_twice(entry: dict, head: list[str], rows: list[list[str]]) -> Iterator[str]:
    key = entry["schema"]["primaryKey"]
    places = [head.index(column) for column in ([key] if isinstance(key, str) else key)]
    counted = Counter(tuple(row[i] for i in places) for row in rows if len(row) == len(head))
    yield from (f"{entry['path']}: {'/'.join(k)} stands there twice." for k, count in counted.items() if count > 1)


def _changed(old: str, new: str) -> list[str]:
    before, after = ({e["path"]: e["hash"] for e in json.loads(text)["resources"]} for text in (old, new))
    return [path for path, digest in after.items() if before.get(path) != digest]


def main() -> int:
    path = DATA / "datapackage.json"
    old = path.read_text(encoding="utf-8")
    odd = as_windows_writes(old)
    if odd and "--check" in sys.argv:
        print(f"With line ends of Windows, which git changes: {', '.join(odd)}. Run python3 tools/describe_data.py.")
        return 1
    for name in odd:
        (DATA / name).write_bytes(plain((DATA / name).read_bytes()))
        print(f"{name}: line ends as in the other files.")
    try:
        new, faults = described(old), table_faults(old)
    except (ValueError, OSError) as problem:
        print(problem)
        return 1
    if faults or "--check" in sys.argv:
        print(*faults, sep="\n", end="\n" if faults else "")
        return int(bool(faults) or old != new)
    path.write_text(new, encoding="utf-8", newline="\n")
    print(f"Described anew: {', '.join(_changed(old, new)) or 'nothing, no file has changed'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
