"""Files that people edit, files written whole or not at all, and files that only grow. Standard library only."""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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


def append_line(path: Path, entry: Mapping[str, object], mode: int = 0o644) -> None:
    """Add an entry as a line of JSON, on the disk when this returns; ``mode`` gives the rights of a new file.

    One short line in one write, each program in its turn, keeps two of them apart; a crash can spoil at most the line
    being written. Raises OSError.
    """
    # The leading line break parts this line from one that a crash left unfinished.
    content = f"\n{json.dumps(entry)}\n".encode("ascii")
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, mode)
    try:
        with _turn(handle):
            written = os.write(handle, content)
        if written != len(content):
            raise OSError("The disk took only a part of the line.")
        os.fsync(handle)
    finally:
        os.close(handle)


_FAR = 1 << 30  # no such file gets so long, and on Windows nobody could read what is locked
_TRIES, _PAUSE = 50, 0.02  # a second in all


@contextmanager
def _turn(handle: int) -> Iterator[None]:
    """Keep other programs from appending meanwhile, by a lock on Windows; elsewhere the system appends in one step.

    On Windows, to append is to look for the end and then to write. Where no lock can be had, as on some network drives,
    the line is written after a second all the same. The part for Windows was written from its documentation and has not
    been run there.
    """
    if sys.platform != "win32":
        yield
        return
    import msvcrt

    def locking(mode: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, mode, 1)
        except OSError:
            time.sleep(_PAUSE)
            return False
        return True

    mine = any(locking(msvcrt.LK_NBLCK) for _ in range(_TRIES))
    try:
        yield
    finally:
        if mine:
            locking(msvcrt.LK_UNLCK)
