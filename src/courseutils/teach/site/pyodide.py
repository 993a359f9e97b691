"""Pyodide, the Python that runs in a browser: found, compared with sums that are known, and made small.

It is not part of the course's folder. npm fetches it, or somebody brings it: a .tgz, or a folder with its files.
"""

import gzip
import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path

from courseutils.teach.releasing import ReleaseError

VERSION = "314.0.6"
PYTHON = "3.14"
ARCHIVE = f"pyodide-{VERSION}.tgz"
# SHA-256 of the files that are used.
FILES = {
    "pyodide.mjs": "69e3f6ccec3e14b465df60be577ca62f536251406b9a00cce019eac5252a2495",
    "pyodide.asm.mjs": "2ac5eba365ec12839c75c03b39b3be1dd63b798852cc460b014b52238be042f7",
    "pyodide.asm.wasm": "3a0a00dfeaa348ac20f9ef09904233d32d33f644339662d4af368f8a2010f37a",
    "python_stdlib.zip": "80c5be6babfe03297069703410c3c29404dcf2525d2b128746bae5536f94831f",
}
_FETCH = f"npm pack pyodide@{VERSION}"
_LONGEST = 600  # seconds for a download
_LICENCES = Path(__file__).resolve().parent / "licences"
_README = f"""# Python for the page "Run Python here"

This folder holds what the page loads at the first run; nothing in it is changed, two files are compressed.

- **Pyodide {VERSION}** (CPython compiled for browsers): Mozilla Public License 2.0, see MPL-2.0.txt. Its source code:
  https://github.com/pyodide/pyodide, tag {VERSION}.
- **CPython {PYTHON}** and its library, inside Pyodide: Python Software Foundation License, see PYTHON.txt. Its source
  code: https://github.com/python/cpython. Smaller libraries that both contain are named there, with their licences.
- **kit.zip**: the course's own package and tables; code BSD 3-Clause, texts and data as the files inside say.
"""


def core(given: Path | None, cache: Path) -> dict[str, bytes]:
    """The files of Pyodide by name, from what was given, else from the cache, else from npm.

    Raises ReleaseError with what to do where a file is missing or is another than the one that was tested.
    """
    if given is None:
        return _read(_archive(cache))
    if not given.exists():
        raise ReleaseError(f"There is no {given}. Name the file {ARCHIVE}, or a folder with its files.")
    return _read(given)


def small(name: str, content: bytes) -> tuple[str, bytes]:
    """Name and content as they are kept: compressed, so that any host sends little; a zip is small already."""
    return (name, content) if name.endswith(".zip") else (f"{name}.gz", gzip.compress(content, 9, mtime=0))


def papers() -> dict[str, bytes]:
    """What must go with Pyodide: its licence, Python's, and where their source code is."""
    texts = {path.name: path.read_bytes() for path in sorted(_LICENCES.glob("*.txt"))}
    return texts | {"README.md": _README.encode("utf-8")}


def _archive(cache: Path) -> Path:
    """The package in the cache; npm brings it if it is not there."""
    path = cache / ARCHIVE
    if not path.is_file():
        _fetch(cache)
    if not path.is_file():
        raise ReleaseError(f"npm ended well and left no {ARCHIVE} in {cache}. {_by_hand()}")
    return path


def _fetch(cache: Path) -> None:
    npm = shutil.which("npm")
    if not npm:
        raise ReleaseError(f"Python for the page comes with npm, a part of Node, which is not here. {_by_hand()}")
    cache.mkdir(parents=True, exist_ok=True)
    print(f"Fetching Pyodide {VERSION} (6 MB) with npm.", flush=True)
    try:
        done = subprocess.run(
            [npm, *_FETCH.split()[1:], "--silent"], cwd=cache, capture_output=True, timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReleaseError(f"npm did not bring Pyodide within {_LONGEST // 60} minutes. {_by_hand()}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise ReleaseError(f"npm could not bring Pyodide. {' '.join(said)} {_by_hand()}")


def _by_hand() -> str:
    return f"Where there is Node and a network, run `{_FETCH}`, bring {ARCHIVE} here, and name it: --pyodide FILE."


def _read(place: Path) -> dict[str, bytes]:
    found = _in_folder(place) if place.is_dir() else _in_archive(place)
    for name, known in FILES.items():
        if name not in found:
            raise ReleaseError(f"{place} has no {name}. It should be Pyodide {VERSION}. {_by_hand()}")
        if hashlib.sha256(found[name]).hexdigest() != known:
            raise ReleaseError(f"{name} in {place} is not the one of Pyodide {VERSION}. Delete it. {_by_hand()}")
    return {name: found[name] for name in FILES}


def _in_folder(folder: Path) -> dict[str, bytes]:
    """The folder itself, or one level below it, as npm unpacks it."""
    places = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
    place = next((path for path in places if (path / "pyodide.mjs").is_file()), folder)
    return {name: (place / name).read_bytes() for name in FILES if (place / name).is_file()}


def _in_archive(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(path) as tar:
            for member in tar:
                name = member.name.rpartition("/")[2]
                stream = tar.extractfile(member) if name in FILES and member.isfile() else None
                if stream:
                    found[name] = stream.read()
    except (tarfile.TarError, OSError, EOFError) as error:
        raise ReleaseError(f"{path} cannot be read as an archive ({error}). Delete it. {_by_hand()}") from None
    return found
