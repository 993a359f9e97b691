"""Files that people edit, and files that are written whole or not at all. Standard library only."""

import os
from pathlib import Path
from threading import get_ident

from courseutils._data import DataError


def read_text(path: Path) -> str:
    """The text of a file that somebody edits; a mark at its start (BOM), which some editors put there, is left out.

    Raises DataError with the file and the line where the text is no UTF-8.
    """
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path.name}, line {line}: a letter is not in UTF-8. Save the file as UTF-8 again.") from error


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; on a disk that fills up nothing is left in the way of the next try.

    Raises FileExistsError where there is one, another OSError where it cannot be written.
    """
    file = path.open("xb")
    try:
        with file:
            file.write(content)
    except BaseException:  # a kernel that is interrupted, too
        path.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file whole or not at all, in place of an old one; two threads or processes may write the same one.

    ``mode`` gives the rights of the file where a system has them. Raises OSError, and then the old file is as it was.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.part")
    try:
        with open(part, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
