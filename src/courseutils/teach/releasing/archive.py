"""Write an archive whose bytes depend on nothing but its content, and read one back."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from courseutils.teach.releasing import ReleaseError

_DAY = (1980, 1, 1, 0, 0, 0)  # the first day that the format knows
_FILE = 0o100644 << 16
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
