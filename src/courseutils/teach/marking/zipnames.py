"""Names of a zip's members: read in the right letters, and refused where a computer could be led astray by them."""

import os
import re
import struct
import unicodedata
import zipfile

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075  # the extra field in which Info-ZIP keeps the name in UTF-8
_CYRILLIC_DOS = re.compile(rb"[\x80-\xaf\xe0-\xf1]{3}")
_DEVICE = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?$", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")
LONGEST_PATH, LONGEST_NAME = 1000, 255


def name_of(info: zipfile.ZipInfo) -> str:
    """The member's name, composed (NFC). A name that does not say that it is UTF-8 is tried as such all the same,
    then as Russian DOS letters (cp866) where three in a row would be, else it stays as cp437, the zip's default."""
    return unicodedata.normalize("NFC", _decoded(info))


def _decoded(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_FLAG or info.filename.isascii():
        return _original(info)
    if named := _unicode_path(info.extra):
        return named
    raw = _original(info).encode("cp437", "replace")
    return _old_letters(raw)


def _old_letters(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866" if _CYRILLIC_DOS.search(raw) else "cp437")


def printable(name: str) -> str:
    """A file's name as text that every page can show, also where an old program unpacked it with other letters.

    >>> printable("Nino"), printable(os.fsdecode("Нина".encode("cp866")))
    ('Nino', 'Нина')
    """
    return unicodedata.normalize("NFC", _old_letters(os.fsencode(name)))


def _original(info: zipfile.ZipInfo) -> str:
    """With what may stand after a NUL character, which the standard library cuts off."""
    return getattr(info, "orig_filename", info.filename)


def _unicode_path(extra: bytes) -> str:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return ""


def why_bad_name(name: str) -> str:
    """A sentence when a path or name may not be used, else nothing.

    >>> why_bad_name("Nino/05_how_wide.ipynb")
    ''
    >>> why_bad_name("../../home/teacher/.bashrc")
    'It was refused: its path leads out of the folder.'
    """
    parts = re.split(r"[/\\]", name)
    if len(name) > LONGEST_PATH or max(map(len, parts)) > LONGEST_NAME:
        return "It was refused: its name is longer than a computer can keep."
    if any(unicodedata.category(c) == "Cc" for c in name):
        return "It was refused: there are control characters in its name."
    if name[:1] in ("/", "\\") or _DRIVE.match(name):
        return "It was refused: its path begins at the top of a disk."
    if ".." in parts:
        return "It was refused: its path leads out of the folder."
    if device := next((part for part in parts if _DEVICE.match(part)), ""):
        return f"It was refused: {device.split('.')[0].strip()} is the name of a device on Windows."
    return ""
