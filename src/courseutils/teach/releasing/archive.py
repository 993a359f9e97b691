"""Write an archive whose bytes depend on nothing but its content, and read one back."""

import io
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from courseutils.teach.releasing import ReleaseError

_DAY = (1980, 1, 1, 0, 0, 0)  # the first day that the format knows
_FILE = 0o100644 << 16
MARKER = ".georgia2008-release.json"  # lies in a folder that the kit keeps up to date
KIT = ("data", "guide", "lessons", "notebooks", "src", "tests", "tools")
MOST_NAMED = 5
_MARK = b"Georgia 2008 teaching kit: "


def packed(files: Mapping[str, bytes], folder: str, kind: str) -> bytes:
    """A zip file with everything in one top folder; ``kind`` is written into its comment.

    Dates, rights, order and system are fixed, so the same files give the same bytes on one version of zlib.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = _MARK + kind.encode("ascii")
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DAY)
            entry.create_system, entry.external_attr, entry.compress_type = 3, _FILE, zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return buffer.getvalue()


def unpacked(content: bytes, folder: str) -> dict[str, bytes]:
    """The files of an archive that ``packed`` made, as they went in."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name.removeprefix(f"{folder}/"): archive.read(name) for name in archive.namelist()}


def check_folder(folder: Path, own: Collection[str], root: Path) -> None:
    """Raises ReleaseError for a folder of the kit, out of which releases are made, and for one that holds other things.

    ``own`` are the archives' names: a folder that holds one of them is theirs.
    """
    if folder.exists() and not folder.is_dir():
        raise ReleaseError(f"{folder} is a file. Name a folder for the archives.")
    if any(folder.resolve().is_relative_to((root / part).resolve()) for part in KIT):
        raise ReleaseError(f"{folder} belongs to the kit. Name a new or an empty folder for the archives.")
    held = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    others = [name for name in held if not name.startswith(".")]
    if MARKER in held or (others and not set(own) & set(held)):
        named = ", ".join(others[:MOST_NAMED]) or MARKER
        raise ReleaseError(f"{folder} holds something else ({named}). Name a new or an empty folder for the archives.")


def check_place(path: Path, kind: str) -> None:
    """Raises ReleaseError where another file, or an archive of another kind, has the name already."""
    if path.is_symlink() or (path.exists() and _comment(path) != _MARK + kind.encode("ascii")):
        raise ReleaseError(
            f"{path} is there already and was not made by a release. Move it away, or name another folder."
        )


def _comment(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment
    except (OSError, zipfile.BadZipFile):
        return b""


def put(path: Path, content: bytes) -> str:
    """Write the file whole or not at all; returns what was done in a word."""
    before = path.read_bytes() if path.is_file() else None
    if before == content:
        return "unchanged"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.georgia2008-part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return "new" if before is None else "replaced"
