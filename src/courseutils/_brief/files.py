"""Write the files of a brief beside each other under one number, without overwriting any. Standard library only."""

import os
import re
from pathlib import Path

from courseutils._files import write_new

_MOST = 300
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])", re.I)


def stem_of(name: str) -> str:
    """The name with nothing in it that a file name cannot hold; "brief" if nothing is left.

    Raises ValueError for a name of a device of Windows, which no file can bear there.
    """
    stem = re.sub(r"[^\w-]+", "-", name).strip("-") or "brief"
    if _OF_WINDOWS.fullmatch(stem):
        raise ValueError(f"Windows keeps the name {stem} for itself. Choose another one.")
    return stem


def write_files(folder: Path, name: str, contents: dict[str, bytes]) -> list[Path]:
    """Write ``{ending: bytes}`` as name + ending, or name-2 + ending, ...; an unchanged last version stays as it is."""
    stem = stem_of(name)
    folder.mkdir(parents=True, exist_ok=True)
    versions = [[folder / (_stem(stem, number) + end) for end in contents] for number in range(1, _MOST)]
    taken = [any(map(os.path.lexists, paths)) for paths in versions]
    free = taken.index(False) if False in taken else _full(folder)
    if free and _same(versions[free - 1], contents):
        return versions[free - 1]
    _write_all(versions[free], contents)
    return versions[free]


def _write_all(paths: list[Path], contents: dict[str, bytes]) -> None:
    """All files or none: one alone would stand in the way of the next try, or be handed in."""
    written: list[Path] = []
    try:
        for path, content in zip(paths, contents.values(), strict=True):
            write_new(path, content)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _stem(stem: str, number: int) -> str:
    return f"{stem}-{number}" if number > 1 else stem


def _same(paths: list[Path], contents: dict[str, bytes]) -> bool:
    pairs = zip(paths, contents.values(), strict=True)
    return all(path.is_file() and path.read_bytes() == content for path, content in pairs)


def _full(folder: Path) -> int:
    raise OSError(f"there are {_MOST - 1} briefs in {folder} already")
