"""Write decks and handouts into a folder that only holds what the kit made; nothing of anybody else's is touched."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from courseutils.teach.releasing import folder

FEW = 4  # files that are named one by one


def check(place: Path, kind: str) -> None:
    """Raises ReleaseError, before anything is made, where the folder holds what the kit did not make."""
    folder.plan(place, {}, kind)


def write(place: Path, files: Mapping[str, bytes], kind: str, whole: bool) -> str:
    """Write the files; with ``whole`` take away what was made before and is no longer. Returns a sentence.

    Raises ReleaseError when the folder holds files that the kit did not make or that were changed since.
    """
    everything = dict(files) if whole else unchanged(place, kind) | dict(files)
    change = folder.plan(place, everything, kind)
    folder.carry_out(place, everything, kind, change)
    size = sum(map(len, files.values())) / 1e6
    said = ", ".join(files) if len(files) <= FEW else f"{len(files)} files"
    return f"In {place}: {said} ({size:.1f} MB); new or changed: {len(change.write)}."


def unchanged(place: Path, kind: str) -> dict[str, bytes]:
    """What an earlier run wrote there and nobody has changed; nothing where the folder is of another kind."""
    try:
        marker = json.loads((place / folder.MARKER).read_text(encoding="utf-8"))
        listed = marker["files"] if marker["kind"] == kind else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # the plan says what is wrong
    paths = {name: place / name for name in listed if (place / name).is_file()}
    found = {name: path.read_bytes() for name, path in paths.items()}
    return {n: content for n, content in found.items() if hashlib.sha256(content).hexdigest() in listed[n]}
