"""Keep a folder that a release made up to date: only changed files are written, no file of anybody else's is touched.

A marker file lists what the release wrote, each file with its SHA-256. A folder without it is refused, except an empty
one and a git checkout in which nothing lies yet.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from courseutils.teach.releasing import ReleaseError
from courseutils.teach.releasing.archive import MARKER, put

_MOST_NAMED = 5


@dataclass(frozen=True)
class Change:
    """What a rerun has to do: files to write, to take away, and to leave because somebody changed them."""

    write: tuple[str, ...]
    remove: tuple[str, ...]
    kept: tuple[str, ...]


def plan(folder: Path, files: Mapping[str, bytes], kind: str) -> Change:
    """What is to be done; raises ReleaseError when the folder is another's, or files in it were changed by hand."""
    known = _known(folder, kind)
    present = {name: _sha(_read(folder, name)) for name in {*known, *files} if _lies_there(folder, name)}
    changed = [n for n in files if n in present and present[n] not in {_sha(files[n]), *known.get(n, ())}]
    if changed:
        raise ReleaseError(_CHANGED.format(folder, _named(changed)))
    gone = sorted(name for name in known if name not in files and name in present)
    kept = tuple(name for name in gone if present[name] not in known[name])
    write = tuple(name for name in files if present.get(name) != _sha(files[name]))
    return Change(write, tuple(name for name in gone if name not in kept), kept)


_CHANGED = (
    "In {0} these files are not as a release wrote them: {1}. Move your changes away (or delete the files), "
    "then run the command again."
)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(sorted(names)[:_MOST_NAMED]) + more


def _known(folder: Path, kind: str) -> dict[str, list[str]]:
    """Files that the marker lists with the hashes that they may have; empty for a new folder."""
    if not folder.exists() and not folder.is_symlink():
        return {}
    if not folder.is_dir():
        raise ReleaseError(f"{folder} is a file. Name a new folder.")
    marker = folder / MARKER
    if marker.is_file():
        return _marked(marker, kind)
    others = sorted(path.name for path in folder.iterdir() if path.name != ".git")
    if others:
        raise ReleaseError(_FOREIGN.format(folder, _named(others)))
    return {}


_FOREIGN = "{0} was not made by a release and is not empty (it holds {1}). Name a new or an empty folder."


def _marked(marker: Path, kind: str) -> dict[str, list[str]]:
    try:
        content = json.loads(marker.read_text(encoding="utf-8"))
        listed = {str(name): list(hashes) for name, hashes in content["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(f"{marker} cannot be read as the list of a release. Name a new folder.") from error
    if content.get("kind") != kind:
        raise ReleaseError(
            f"{marker.parent} holds a release of another kind ({content.get('kind')}). Name a new folder."
        )
    if any(not _is_inside(name) for name in listed):
        raise ReleaseError(f"{marker} names files outside its folder. Name a new folder.")
    return listed


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and not {"..", ".git"} & set(path.parts) and "\\" not in name


def _lies_there(folder: Path, name: str) -> bool:
    """Is there a file of that name? Raises ReleaseError where a link or a folder stands in its way."""
    for path in _way(folder, name):
        if path.is_symlink():
            raise ReleaseError(f"{path} is a link to another place; a release does not follow it. Take it away.")
    path = folder / name
    if path.is_dir() or any(step.is_file() for step in _way(folder, name) if step != path):
        raise ReleaseError(f"{path} cannot be written: a folder or a file stands in its way. Move it away.")
    return path.is_file()


def _way(folder: Path, name: str) -> Iterator[Path]:
    """The steps from the folder down to a file in it."""
    step = folder
    for part in PurePosixPath(name).parts:
        step = step / part
        yield step


def _read(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def carry_out(folder: Path, files: Mapping[str, bytes], kind: str, change: Change) -> None:
    """Write and remove what was planned; cut off in the middle, the next run goes on where this one stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    before = _known(folder, kind)
    names = sorted({*files, *change.remove})
    both = {n: sorted({*before.get(n, ()), *([_sha(files[n])] if n in files else [])}) for n in names}
    if change.write or change.remove:
        _mark(folder, both, kind)
    for name in change.write:
        put(folder / name, files[name])
    for name in change.remove:
        (folder / name).unlink()
        _prune(folder, name)
    _mark(folder, {name: [_sha(files[name])] for name in sorted(files)}, kind)


def _prune(folder: Path, name: str) -> None:
    """Take away the folders that a removed file leaves empty."""
    for step in list(_way(folder, name))[-2::-1]:
        if any(step.iterdir()):
            return
        step.rmdir()


def _mark(folder: Path, files: Mapping[str, list[str]], kind: str) -> None:
    content = {"kit": "Georgia 2008", "kind": kind, "files": files}
    put(folder / MARKER, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
