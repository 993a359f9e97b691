"""What one run of ``course.py mark`` leaves for the next: the seed, and the results of each notebook already marked.

All of it lies in the folder that was named with ``--out``: ``seed.txt``, and ``.marking/`` for what people need not
read. Files that marking did not write, or that somebody has changed since, are never overwritten.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from courseutils._files import write_whole
from courseutils.teach.marking.kit import fingerprint
from courseutils.teach.marking.locks import alone
from courseutils.teach.marking.records import NOT_ATTEMPTED, STATES, Result

_PART = re.compile(r"\.(\d+)-\d+\.part$")  # of write_whole: the process, and the thread
_WAITING = (
    "Another run is writing into {}. This one goes on when that has ended, mostly in seconds; Ctrl+C stops the waiting."
)


class CannotMark(Exception):
    """Marking cannot begin or go on; the text says why and what to do."""


@dataclass(frozen=True)
class Record:
    """What is kept of one notebook: its lesson, the results, and remarks on the run."""

    lesson: str
    results: tuple[Result, ...]
    remarks: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Was no exercise of the lesson attempted?"""
        return bool(self.results) and all(result.state == NOT_ATTEMPTED for result in self.results)


class Store:
    """The folder of one marking."""

    def __init__(self, out: Path):
        self.out, self.own = out, out / ".marking"

    def open(self, seed: str | None) -> str:
        """Make the folder or take up an earlier marking in it; returns the seed. Raises CannotMark."""
        if self.out.is_dir() and any(self.out.iterdir()) and not self.own.is_dir():
            raise CannotMark(f"{self.out} holds files that marking did not write. Name a new or an empty folder.")
        (self.own / "results").mkdir(parents=True, exist_ok=True)
        with self.alone():
            self._keep_private()
            self._clear()
            return self._seed(seed)

    def alone(self) -> AbstractContextManager[None]:
        """No other run makes the folder's seed, its tables or its pages meanwhile; waits for one that does."""
        return alone(self.own / "lock", _WAITING.format(self.out))

    def _keep_private(self) -> None:
        """Marks are for the instructor alone: other users do not see them, and git leaves them out."""
        if os.name == "posix" and not any(self.own.glob("results/*.json")):
            self.out.chmod(0o700)
        if not (self.out / ".gitignore").exists():
            write(self.out / ".gitignore", "*\n")

    def _clear(self) -> None:
        """Take away what a run that was killed had begun to write."""
        named = [*self.out.glob("seed.txt.*.part"), *self.out.glob(".gitignore.*.part"), *self.own.rglob("*.part")]
        for part in named:
            writer = _PART.search(part.name)
            if writer and not _runs(int(writer[1])):
                with suppress(OSError):
                    part.unlink()

    def _seed(self, given: str | None) -> str:
        path = self.out / "seed.txt"
        kept = path.read_text(encoding="utf-8-sig", errors="replace").strip() if path.exists() else ""
        if given and kept and given != kept:
            raise CannotMark(f"{self.out} was marked with another seed (see seed.txt in it). Name another folder.")
        seed = kept or given or secrets.token_hex(8)
        if not re.fullmatch(r"[\w.-]{1,80}", seed):
            raise CannotMark("A seed has 1 to 80 letters, digits, dots and hyphens, such as spring-2027.")
        if not kept:
            write(path, f"{seed}\n")
        return seed

    def key(self, content: bytes, lesson: str, seed: str) -> str:
        """Names the record of a notebook: another text, seed or kit gives another one."""
        parts = [fingerprint(), seed, lesson, hashlib.sha256(content).hexdigest()]
        return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:40]

    def load(self, key: str) -> Record | None:
        """The record of a notebook that was marked already, or None; one that is not whole counts as none."""
        try:
            row = json.loads((self.own / "results" / f"{key}.json").read_text(encoding="utf-8"))
            results = tuple(Result(**result) for result in row["results"])
            remarks = tuple(str(remark) for remark in row["remarks"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return Record(str(row["lesson"]), results, remarks) if all(r.state in STATES for r in results) else None

    def save(self, key: str, record: Record) -> None:
        """Keep a record, whole or not at all."""
        row = {"lesson": record.lesson, "remarks": record.remarks, "results": [asdict(r) for r in record.results]}
        text = json.dumps(row, ensure_ascii=False, indent=1, sort_keys=True)
        write(self.own / "results" / f"{key}.json", f"{text}\n")

    # Files for people ------------------------------------------------------------------------------------------------

    def stage(self) -> Path:
        """An empty folder in which tables and pages are written before they are handed over, by one run at a time."""
        folder = self.own / "staging"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def not_again(self, staged: Path) -> list[str]:
        """Files of an earlier marking that are still there and are not among those staged: of students who left."""
        return [name for name in sorted(self._written()) if (self.out / name).exists() and not (staged / name).exists()]

    def publish(self, staged: Path) -> list[str]:
        """Move staged files to the folder; returns the names of those kept back: changed by somebody, or open."""
        files = {p.relative_to(staged).as_posix(): p for p in sorted(staged.rglob("*")) if p.is_file()}
        written = self._written()
        kept_back = [name for name, path in files.items() if self._is_changed(name, path, written)]
        moved = {name: path for name, path in files.items() if name not in kept_back}
        for name, path in moved.items():
            new = _digest(path)
            written[name] = [*(old for old in written.get(name, [])[-9:] if old != new), new]
        # Before they are moved: a run that is killed in between must know its own files again.
        write(self.own / "written.json", json.dumps(written, indent=1, sort_keys=True) + "\n")
        kept_back += [name for name, path in moved.items() if not _moved(path, self.out / name)]
        shutil.rmtree(staged, ignore_errors=True)
        return kept_back

    def _is_changed(self, name: str, new: Path, written: dict[str, list[str]]) -> bool:
        old = self.out / name
        return old.exists() and _digest(old) not in [*written.get(name, []), _digest(new)]

    def _written(self) -> dict[str, list[str]]:
        """Names and digests of the files that marking has written here."""
        try:
            found = json.loads((self.own / "written.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        rows = found.items() if isinstance(found, dict) else ()
        return {name: digests for name, digests in rows if isinstance(digests, list)}


def _moved(path: Path, place: Path) -> bool:
    """Move a file; False where Windows does not allow it, since another program has the old one open."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.replace(place)
    except PermissionError:
        return False
    return True


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _runs(process: int) -> bool:
    """Is there such a process? Windows cannot be asked, and lets no file be taken away that is being written."""
    if os.name != "posix":
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable for its owner only; half characters become question marks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8", "replace"), 0o600)
