"""Find every file of what was handed in, zips opened with care.

Only notebooks and Blackboard's receipts are read, each to a limit, and none under a name from the zip: such names serve
to say whose file it is, never to write one. What is refused or passed over is yielded too, with a sentence.
"""

import datetime as dt
import os
import re
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from courseutils.teach.marking.zipnames import name_of, printable, why_bad_name

MOST_BYTES = 20_000_001  # of one notebook: one more than marking reads, so that a longer one is seen to be too long
MOST_RECEIPT = 20_000
MOST_FILES = 50_000
MOST_FILES_ON_DISK = 20_000  # in a zip in a folder: a class, or one student
MOST_FILES_INSIDE = 2_000  # in a zip inside a zip, the work of one student
MOST_UNPACKED = 8_000_000_000  # bytes
MOST_UNPACKED_ON_DISK = 3_000_000_000
MOST_UNPACKED_INSIDE = 300_000_000
MOST_ZIP_INSIDE = 200_000_000
MOST_LISTING = 32_000_000  # bytes of a zip's list of members, about 300,000 of them
MOST_FOLDERS = 50  # a folder in a folder in a folder; nobody's work lies so deep
MOST_DEPTH = 3  # the platform's zip, a student's zip in it, a zip in that
MOST_RATIO, RATIO_FROM = 200, 5_000_000  # a member that grows so much is a bomb, unless it stays small
_NOTEBOOK = re.compile(r"\.ipynb(\.(txt|json|download))?$", re.IGNORECASE)
_RECEIPT = re.compile(r"_attempt_\d{4}(-\d\d){5}\.txt$")
_ARCHIVE = re.compile(r"\.(7z|rar|tar|tgz|gz|bz2|xz)$", re.IGNORECASE)
_SYSTEM = re.compile(r"^(\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX|\.ipynb_checkpoints|\.handed_out)$")
_END, _END_64 = re.compile(b"PK\x05\x06"), re.compile(b"PK\x06\x06")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, ValueError)
_DAMAGED = "It is damaged or was not sent whole; it has to be handed in again."
_OWN = "It holds the results of marking and was passed over."
_TOO_DEEP = f"It was not looked into: folders lie in folders more than {MOST_FOLDERS} deep."
_TOO_MUCH = "it is too large, or would be too much together with the rest of its zip."


@dataclass(frozen=True)
class Found:
    """A file: its path as handed in (a zip counts as a folder), its content if it was wanted, or why it was not."""

    parts: tuple[str, ...]
    content: bytes | None = None
    time: str = ""
    why: str = ""
    system: bool = False

    @property
    def name(self) -> str:
        """The path for a sentence."""
        return "/".join(self.parts)

    @property
    def is_notebook(self) -> bool:
        """Is it a notebook by its name?"""
        return bool(_NOTEBOOK.search(self.parts[-1]))


@dataclass
class _Room:
    """What may still be unpacked; a zip inside takes from its own room and from the room around it."""

    files: int
    size: int
    around: "_Room | None" = None

    def take(self, files: int, size: int) -> bool:
        if files > self.files or size > self.size or (self.around and not self.around.take(files, size)):
            return False
        self.files, self.size = self.files - files, self.size - size
        return True


@dataclass
class Unpacker:
    """Walks through a folder, a zip or one notebook; ``skip`` is a folder of ours that lies inside."""

    skip: Path | None = None
    room: _Room = field(default_factory=lambda: _Room(MOST_FILES, MOST_UNPACKED))

    def files(self, path: Path) -> Iterator[Found]:
        """Every file there. Raises OSError with a sentence when there is nothing that can be opened."""
        if path.is_dir():
            yield from self._folder(path, ())
        elif path.is_file() and zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield from self._zip(file, (path.name,), self.room, 1, parts=())
        elif path.is_file() and _NOTEBOOK.search(path.name):
            yield from self._file(path, ())
        elif path.exists():
            raise OSError(f"{path} is neither a folder nor a whole zip nor a notebook. Give one of these.")
        else:
            raise FileNotFoundError(f"There is no folder or zip {path}. Look at its spelling.")

    def _folder(self, folder: Path, parts: tuple[str, ...]) -> Iterator[Found]:
        try:
            inside = sorted(folder.iterdir())
        except OSError as error:
            yield Found((*parts, ""), why=f"This folder cannot be read ({error.strerror}).")
            return
        for path in inside:
            if path.is_symlink() or not path.is_dir():
                yield from self._file(path, parts)
            elif len(parts) >= MOST_FOLDERS:
                yield Found((*parts, printable(path.name)), why=_TOO_DEEP)
            elif self.skip is None or path.resolve() not in (self.skip, self.skip.parent):
                yield from self._folder(path, (*parts, printable(path.name)))
            else:
                yield Found((*parts, printable(path.name)), why=_OWN, system=True)

    def _file(self, path: Path, parts: tuple[str, ...]) -> Iterator[Found]:
        here = (*parts, printable(path.name))
        if why := why_bad_name(path.name) or _why_special(path):
            yield Found(here, why=why)
            return
        try:
            time = dt.datetime.fromtimestamp(path.stat().st_mtime).isoformat(" ", "seconds")
            with path.open("rb") as file:
                yield from self._one(file, here, path.stat().st_size, time, self.room, 0)
        except OSError as error:
            yield Found(here, why=f"It cannot be read ({error.strerror}).")

    def _one(self, file: IO[bytes], here, size: int, time: str, room: _Room, depth: int) -> Iterator[Found]:
        """One file, on disk or in a zip: read it, open it, or say why not."""
        name = here[-1]
        system = any(_SYSTEM.match(part) for part in here)
        limit = MOST_BYTES if _NOTEBOOK.search(name) else MOST_RECEIPT if _RECEIPT.search(name) else 0
        if not room.take(1, min(size, limit)):
            yield Found(here, why=f"It was not opened: {_TOO_MUCH}")
        elif system:
            yield Found(here, system=True)
        elif name.lower().endswith(".zip"):
            yield from self._zip_here(file, here, size, room, depth)
        elif limit:
            yield Found(here, file.read(limit), time)
        else:
            yield Found(here, why=_why_other(name))

    def _zip_here(self, file: IO[bytes], here, size: int, room: _Room, depth: int) -> Iterator[Found]:
        if depth == 0:
            yield from self._zip(file, here, _Room(MOST_FILES_ON_DISK, MOST_UNPACKED_ON_DISK, room), 1)
        elif depth >= MOST_DEPTH:
            yield Found(here, why=f"It was not opened: zips lie in zips more than {MOST_DEPTH} deep.")
        elif size > MOST_ZIP_INSIDE or not room.take(0, size):
            yield Found(here, why=f"It was not opened: {_TOO_MUCH}")
        else:
            with tempfile.SpooledTemporaryFile(max_size=4_000_000) as copy:
                shutil.copyfileobj(file, copy)
                yield from self._zip(copy, here, _Room(MOST_FILES_INSIDE, MOST_UNPACKED_INSIDE, room), depth + 1)

    def _zip(self, file: IO[bytes], here, room: _Room, depth: int, parts=None) -> Iterator[Found]:
        """The members of a zip; ``here`` names it in sentences, and its members' paths unless ``parts`` do."""
        try:
            if _listing(file) > MOST_LISTING:
                yield Found(here, why="It was not opened: it says that it holds hundreds of thousands of files.")
                return
            with zipfile.ZipFile(file) as archive:
                yield from self._members(archive, here if parts is None else parts, room, depth)
        except (*_BROKEN, OSError):
            yield Found(here, why=_DAMAGED)

    def _members(self, archive: zipfile.ZipFile, parts, room: _Room, depth: int) -> Iterator[Found]:
        seen: dict[str, str] = {}
        for info in archive.infolist():
            name = name_of(info)
            here = (*parts, *(part for part in re.split(r"[/\\]+", name) if part not in ("", ".")))
            why = why_bad_name(name) or _why_member(info)
            # Not is_dir(), which some Pythons cannot answer for a name that is empty or begins with NUL.
            if info.filename.endswith("/") and not why:
                continue
            if not why:
                why = _why_twice(name, seen.get(name.casefold()))
                seen.setdefault(name.casefold(), name)
            if why or here == parts:
                yield Found(here or (name,), why=why or "It was refused: it has no name.")
            else:
                yield from self._member(archive, info, here, room, depth)

    def _member(self, archive: zipfile.ZipFile, info, here, room: _Room, depth: int) -> Iterator[Found]:
        try:
            with archive.open(info) as file:
                yield from self._one(file, here, info.file_size, _time_of(info), room, depth)
        except _BROKEN:
            yield Found(here, why=_DAMAGED)


def _listing(file: IO[bytes]) -> int:
    """How many bytes the list of members takes, as the zip's end says: it is read whole, so it must be known before."""
    file.seek(0, os.SEEK_END)
    start = max(0, file.tell() - 65_700)
    file.seek(start)
    tail = file.read()
    file.seek(0)
    sizes = [struct.unpack_from("<L", tail, m.start() + 12)[0] for m in _END.finditer(tail, 0, len(tail) - 18)]
    sizes += [struct.unpack_from("<Q", tail, m.start() + 40)[0] for m in _END_64.finditer(tail, 0, len(tail) - 52)]
    # Every end that stands there counts, for a hostile zip shows several; the largest value means: look at the other.
    return max((size for size in sizes if size != 0xFFFFFFFF), default=0)


def _why_member(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & 1:
        return "It was not opened: it is locked with a password. Hand it in without one."
    if kind == stat.S_IFLNK:
        return "It was refused: it is a link to another file, not a file."
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "It was refused: it is no ordinary file."
    if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        grown = f"{info.file_size / 1e6:,.0f} MB out of {info.compress_size / 1e6:.1f} MB"
        return f"It was refused: it would unpack to {grown}, as zip bombs do."
    return ""


def _why_twice(name: str, before: str | None) -> str:
    if before == name:
        return "It was refused: the zip holds two files of this very name; the first was taken."
    if before is not None:
        return f"It was refused: its name differs from {before} in small and capital letters only; the other was taken."
    return ""


def _why_special(path: Path) -> str:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "It was passed over: it is a link to another file, not a file."
    return "" if stat.S_ISREG(mode) else "It was passed over: it is no ordinary file."


def _why_other(name: str) -> str:
    if _ARCHIVE.search(name):
        return "It was not opened: of packed files only zips are. Unpack it, or ask for a zip."
    if name.lower().endswith(".json"):
        return "It is no notebook by its name. If it is one, let its name end in .ipynb."
    return "It is no notebook."


def _time_of(info: zipfile.ZipInfo) -> str:
    year, month, day, *clock = info.date_time
    return f"{year:04}-{month:02}-{day:02} " + ":".join(f"{part:02}" for part in clock)
