"""A class in shards: each is marked by itself, on one of many machines, and merged with the others.

A shard is told from the student alone, so that all attempts of a student are in one, and a late hand-in changes no
other. Its folder keeps the results and what they rest on; tables and pages of the whole class are written by ``merge``.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from courseutils.teach.marking.kit import fingerprint
from courseutils.teach.marking.records import Marked, Submission
from courseutils.teach.marking.results import marked_of, row_of
from courseutils.teach.marking.store import CannotMark, Store, write

FILE = "shard.json"  # in a shard's .marking
MOST = 1000
_FOLDER = re.compile(r"shard-\d+-of-\d+")
_RECORD = re.compile(r"[0-9a-f]{40}")
_HOW = "python3 course.py mark SUBMISSIONS --out {} --shard 1/4 --seed spring-2027"


@dataclass(frozen=True)
class Shard:
    """One part of a class: the ``number``-th of ``of``, counted from 1."""

    number: int
    of: int

    def holds(self, student: str) -> bool:
        """Is the student in this part? The parts of a class are about equal."""
        digest = hashlib.sha256(student.casefold().encode("utf-8", "replace")).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1

    @property
    def folder(self) -> str:
        """The name of its folder, beside those of the others."""
        return f"shard-{self.number}-of-{self.of}"


def parse(text: str) -> Shard:
    """Read ``--shard``; raises CannotMark.

    >>> parse("2/4")
    Shard(number=2, of=4)
    """
    match = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text.strip())
    if not match or not 1 <= int(match[1]) <= int(match[2]) <= MOST:
        raise CannotMark(
            f"--shard {text}: write the number of this shard and how many there are, 1/4 to 4/4. At most {MOST}."
        )
    return Shard(int(match[1]), int(match[2]))


@dataclass(frozen=True)
class Basis:
    """What the results of a shard rest on; shards with another one are not of the same marking."""

    kit: str
    seed: str
    lessons: tuple[str, ...]
    submissions: str


_OTHER = {
    "kit": "marked with different versions of the kit",
    "seed": "marked with different seeds",
    "lessons": "marked with different --lessons",
    "submissions": "of different submissions: something was handed in or changed in between",
}


def basis(seed: str, lessons: Iterable[str], submissions: Iterable[Submission]) -> Basis:
    """The basis of a marking: this kit, and all that was handed in by the whole class."""
    named = repr([_named(submission) for submission in submissions]).encode("utf-8", "replace")
    return Basis(fingerprint(), seed, tuple(sorted(lessons)), hashlib.sha256(named).hexdigest())


def _named(submission: Submission) -> tuple:
    """All of a submission but where our copy lies; the copy's name rests on what is in it."""
    earlier = tuple(map(_named, submission.earlier))
    return tuple({**vars(submission), "path": submission.path.name, "earlier": earlier}.items())


# A shard's folder -----------------------------------------------------------------------------------------------------


def opened(parent: Path, shard: Shard, seed: str | None) -> tuple[Store, str]:
    """The folder of a shard in ``parent``, and the seed: given, or from ``parent``/seed.txt. Raises CannotMark."""
    if (parent / ".marking").exists():
        raise CannotMark(f"{parent} holds marks. Shards need a folder of their own: name a new one.")
    shared = _shared_seed(parent)
    store = Store(parent / shard.folder)
    if not seed and not shared and not (store.out / "seed.txt").exists():
        raise CannotMark(
            "All shards need the same seed. Give each the same --seed, such as --seed spring-2027, "
            f"or write one into {parent / 'seed.txt'} before the first begins."
        )
    if seed and shared and seed != shared:
        raise CannotMark(f"The seed in {parent / 'seed.txt'} is another than that of --seed. Leave --seed out.")
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return store, store.open(seed or shared)


def _shared_seed(parent: Path) -> str | None:
    with suppress(FileNotFoundError):
        return (parent / "seed.txt").read_text(encoding="utf-8-sig", errors="replace").strip() or None
    return None


def refuse_shard(out: Path) -> None:
    """A whole class is not marked into the folder of a shard. Raises CannotMark."""
    if (out / ".marking" / FILE).exists():
        raise CannotMark(f"{out} is the folder of a shard. Name another folder for the whole class.")


def own(submissions: Iterable[Submission], shard: Shard) -> list[Submission]:
    """The submissions of a shard; our copies of the others are taken away, for disks may be small."""
    found = []
    for submission in submissions:
        if shard.holds(submission.student):
            found.append(submission)
            continue
        for copy in (submission, *submission.earlier):
            copy.path.unlink(missing_ok=True)
    return found


def keep(store: Store, shard: Shard, on: Basis, marked: Iterable[Marked] | None, said: Sequence[str] = ()) -> None:
    """Write what ``merge`` needs; ``marked`` is None while the shard is not finished."""
    rows = None if marked is None else [row_of(item) for item in marked]
    whole = {"form": 1, "shard": asdict(shard), "basis": asdict(on), "said": list(said), "marked": rows}
    write(store.own / FILE, f"{json.dumps(whole, indent=1, default=str)}\n")


# Merging --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """A finished shard as it was read from its folder."""

    folder: Path
    shard: Shard
    basis: Basis
    said: tuple[str, ...]
    marked: tuple[Marked, ...]


def gather(folders: Iterable[Path]) -> list[Part]:
    """All shards of one marking, from their folders or from the folder that holds them. Raises CannotMark."""
    found = {path.resolve(): path for folder in folders for path in _shards_in(folder)}
    parts = sorted(map(_part, found.values()), key=lambda part: part.shard.number)
    for part in parts[1:]:
        _compare(parts[0], part)
    _look_whole(parts)
    if parts[0].basis.kit != fingerprint():
        raise CannotMark(
            "The shards were marked with another version of the kit than this one. Merge with that one, "
            "or mark all shards again with this one."
        )
    return parts


def _shards_in(folder: Path) -> list[Path]:
    if (folder / ".marking" / FILE).is_file():
        return [folder]
    inside = [path for path in folder.iterdir() if _FOLDER.fullmatch(path.name)] if folder.is_dir() else []
    if not inside:
        raise CannotMark(f"There is no shard in {folder}. Mark one first: {_HOW.format(folder)}")
    return sorted(inside)


def _part(folder: Path) -> Part:
    try:
        whole = json.loads((folder / ".marking" / FILE).read_text(encoding="utf-8"))
        shard, given = Shard(**whole["shard"]), whole["basis"]
        on = Basis(**{**given, "lessons": tuple(given["lessons"])})
        marked = None if whole["marked"] is None else tuple(map(marked_of, whole["marked"]))
        said = tuple(map(str, whole["said"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise CannotMark(f"{folder} holds no shard that can be read. Run its command again.") from None
    if marked is None:
        again = f"Run its command with --shard {shard.number}/{shard.of} again; it goes on where it stopped."
        raise CannotMark(f"The shard in {folder} is not finished. {again}")
    return Part(folder, shard, on, said, marked)


def _compare(one: Part, other: Part) -> None:
    both = f"{one.folder} and {other.folder}"
    if one.shard.of != other.shard.of:
        raise CannotMark(
            f"{both} are of different divisions, into {one.shard.of} and {other.shard.of}. Name those of one alone."
        )
    for name, words in _OTHER.items():
        if getattr(one.basis, name) != getattr(other.basis, name):
            raise CannotMark(f"{both} are {words}. Mark all shards again in the same way; what fits is not run twice.")


def _look_whole(parts: Sequence[Part]) -> None:
    of, seen = parts[0].shard.of, dict[int, Path]()
    for part in parts:
        if (other := seen.setdefault(part.shard.number, part.folder)) != part.folder:
            raise CannotMark(f"Shard {part.shard.number}/{of} is there twice, in {other} and {part.folder}. Name one.")
    missing = [f"{number}/{of}" for number in range(1, of + 1) if number not in seen]
    if missing:
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        words = ("Shards", "are") if len(missing) > 1 else ("Shard", "is")
        named = f"{words[0]} {', '.join(missing[:5])}{more} {words[1]}"
        raise CannotMark(f"{named} missing. Mark what is missing with --shard, then merge again.")


def in_order(parts: Iterable[Part]) -> list[Marked]:
    """The results of all, in the order in which the whole class is marked.

    A student's own keep theirs: where an earlier attempt counts, the file's name no longer says which that was.
    """
    marked = [item for part in parts for item in part.marked]
    return sorted(marked, key=lambda item: (item.submission.name.casefold(), item.submission.student))


def copy_records(parts: Iterable[Part], store: Store) -> None:
    """Keep the results of every notebook, so that marking the whole class again runs none of them twice."""
    for part in parts:
        kept = Store(part.folder)
        for path in sorted(kept.own.glob("results/*.json")):
            if _RECORD.fullmatch(path.stem) and not store.load(path.stem) and (record := kept.load(path.stem)):
                store.save(path.stem, record)
