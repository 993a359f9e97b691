"""Ratings of a class, read from files, folders, pasted lines or a show of hands; nothing broken stops the reading."""

import os
import re
import stat
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from courseutils._checking.answers import shown
from courseutils._claims.ratings import Entry, last, read
from courseutils._claims.vocabulary import LONGEST_WHY, ClaimError, read_claim, read_confidence, read_verdict, short

LARGEST = 1_000_000  # bytes; a file of ratings has a few thousand
MOST_FILES = 500
MOST_HANDS = 10_000
LONGEST_ITEM = 200  # letters of one rating in a pasted line
_ITEM = re.compile(r"(c\d{1,3})\s*[\s:=]\s*([a-z][a-z _-]*?)(?:[\s/,]+(low|medium|high))?", re.IGNORECASE)


@dataclass
class Votes:
    """How often each verdict was given, for each claim, and with what confidence and reasons."""

    verdicts: dict[str, Counter] = field(default_factory=dict)
    confidences: dict[str, Counter] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    people: int = 0
    problems: list[str] = field(default_factory=list)

    def add_person(self, entries: list[Entry]) -> None:
        """Count the last rating of each claim of one person."""
        for claim, entry in last(entries).items():
            self.count(claim, entry.verdict, 1)
            if entry.confidence:
                self.confidences.setdefault(claim, Counter())[entry.confidence] += 1
            if entry.why.strip():
                self.reasons.setdefault(claim, []).append(f"{entry.verdict}: {entry.why.strip()[:LONGEST_WHY]}")
        self.people += bool(entries)

    def count(self, claim: str, verdict: str, number: int) -> None:
        """Add hands for one verdict."""
        self.verdicts.setdefault(claim, Counter())[verdict] += number


def gather(what) -> Votes:
    """Read a path, a pasted line, counts in a dictionary, or a list of these; raises ClaimError for other things."""
    votes = Votes()
    for part in what if isinstance(what, (list, tuple)) else [what]:
        if isinstance(part, dict):
            _count_hands(part, votes)
        elif isinstance(part, str) and _is_pasted(part):
            for line in filter(str.strip, part.splitlines()):
                _read_line(line, votes)
        elif isinstance(part, (str, Path)):
            _read_path(Path(part), votes)
        else:
            raise ClaimError(
                f"compare_ratings reads a folder, a file, a pasted line or counts such as "
                f'{{"c03": {{"supported": 12}}}}; this is {shown(part)}.'
            )
    return votes


# A show of hands: typed on the spot, so a slip is worth an error at once ---------------------------------


def _count_hands(hands: dict, votes: Votes) -> None:
    for claim, counts in hands.items():
        if not isinstance(counts, dict):
            raise ClaimError(f'After {short(claim)} give counts in curly brackets, such as {{"supported": 12}}.')
        for verdict, number in counts.items():
            if number is not ... and _number(number):
                votes.count(read_claim(claim), read_verdict(verdict), number)


def _number(number) -> int:
    if type(number) is not int or not 0 <= number <= MOST_HANDS:
        raise ClaimError(f"A count of hands is a whole number from 0 to {MOST_HANDS}; this is {short(number)}.")
    return number


# Pasted lines: c01 supported high; c05 opinion low --------------------------------------------------------


def line_of(entries: dict[str, Entry]) -> str:
    """The ratings of one person as a line to paste, without reasons and without a name."""
    return "; ".join(f"{e.claim} {e.verdict} {e.confidence}" for e in entries.values())


def _is_pasted(text: str) -> bool:
    return bool(re.match(r"\s*c\d{1,3}\s*[\s:=]", text, re.IGNORECASE))


def _read_line(line: str, votes: Votes) -> None:
    entries = []
    for item in filter(str.strip, line.split(";")):
        match = _ITEM.fullmatch(" ".join(item[:LONGEST_ITEM].split()))
        try:
            if match is None:
                raise ClaimError(f"{short(item)} is not of the form: c03 supported high. Part them with ;")
            confidence = read_confidence(match[3]) if match[3] else ""
            entries.append(Entry(read_claim(match[1]), read_verdict(match[2]), confidence))
        except ClaimError as problem:
            votes.problems.append(f"Left out of a pasted line: {problem}")
    votes.add_person(entries)


# Files and folders: they come from many hands -------------------------------------------------------------


def _read_path(path: Path, votes: Votes) -> None:
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        votes.problems.append(f"There is no file or folder {short(path, 80)}. Look at its spelling.")
        return
    if not stat.S_ISDIR(kind):
        _read_file(path, path.name, votes)
        return
    files = _files(path)
    if not files:
        votes.problems.append(f"The folder {short(path.name)} holds no files of ratings (.jsonl, or .txt with lines).")
    if len(files) > MOST_FILES:
        votes.problems.append(f"{len(files)} files are too many; only the first {MOST_FILES} were read.")
    for file in files[:MOST_FILES]:
        _read_file(file, file.relative_to(path).as_posix(), votes)


def _files(folder: Path) -> list[Path]:
    """Files that may hold ratings, in their order; hidden ones and links to folders are passed over."""
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root) / n for n in names if n.endswith((".jsonl", ".txt")) and not n.startswith(".")]
    return sorted(found)


def _read_file(path: Path, name: str, votes: Votes) -> None:
    try:
        content = _content(path)
    except (OSError, ValueError) as error:
        votes.problems.append(f"{short(name, 80)} was left out: {getattr(error, 'strerror', None) or error}.")
        return
    text = content.decode("utf-8", "replace")
    if _is_pasted(text.lstrip("\ufeff")):
        for line in filter(str.strip, text.lstrip("\ufeff").splitlines()):
            _read_line(line, votes)
        return
    entries, broken = read(content)
    votes.add_person(entries)
    if broken or not entries:
        lines = f"{broken} line{'s' * (broken != 1)} could not be read" if broken else "there are no ratings in it"
        votes.problems.append(f"{short(name, 80)}: {lines}.")


def _content(path: Path) -> bytes:
    """The bytes of an ordinary file of a sensible size; raises ValueError, in words, for anything else."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise ValueError("it is not an ordinary file")
    if state.st_size > LARGEST:
        raise ValueError(f"it has {state.st_size:,} bytes, far more than ratings have")
    return path.read_bytes()
