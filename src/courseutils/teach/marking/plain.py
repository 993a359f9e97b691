"""Whose file is it, where no platform says so? Told from folders (one a student) and from file names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from courseutils.commands.workbook import notebooks_dir
from courseutils.teach.marking import platforms
from courseutils.teach.marking.platforms import Who, before_submit, clean_name, from_submit, with_submit

_ENDING = re.compile(r"(\.(ipynb|zip|txt|json|download))+$", re.IGNORECASE)
_COPY = re.compile(r"(\.new\d*|[ _-]*\(\d+\)|[ _-]+copy ?\d*|-checkpoint)$", re.IGNORECASE)
_LESSON = re.compile(
    r"(?:^|(?<=[ _.-]))(?:(?:lesson|les|week|unit|урок|გაკვეთილი)[ _-]?\d{1,2}|l?0\d)(?=$|[ _.-])", re.I
)
_WRAPPING = re.compile(
    r"^(submissions?|submitted|handed.?in|workbook|notebooks?|lessons?|download.*|abgaben?)$", re.IGNORECASE
)


@cache
def _slugs() -> tuple[str, ...]:
    """What the kit's own files are called, the longest first, in any of the ways to part words."""
    return tuple(sorted((path.stem for path in notebooks_dir().rglob("*.ipynb")), key=len, reverse=True))


def name_in(file: str) -> str:
    """The name of a person in a file's name, once the lesson's and the computer's additions are taken away.

    >>> name_in("05_how_wide_is_a_buffer_zone_Nino_Gelashvili (1).ipynb"), name_in("lesson 5.ipynb")
    ('Nino Gelashvili', '')
    """
    if named := from_submit(file):
        # Two students may call themselves alike: what a platform or a mail has put before it tells them apart.
        before = name_in(before_submit(file))
        said = set(named.casefold().split()) <= set(before.casefold().split())
        return before if said else clean_name(f"{before} {named}")
    text = _ENDING.sub("", file)
    while (shorter := _COPY.sub("", text)) != text:
        text = shorter
    for slug in _slugs():
        words = re.escape(slug).replace("_", "[ _-]")
        text = re.sub(words, " ", text, flags=re.IGNORECASE)
        text = re.sub(words.split("]", 1)[1] if "]" in words else words, " ", text, flags=re.IGNORECASE)
    text = _LESSON.sub(" ", text)
    return clean_name(re.sub(r"[ _]+", " ", text).strip(" _.-"))


def _is_wrapping(folder: str) -> bool:
    """A folder that says which lesson or that these are submissions, and not whose."""
    bare = _ENDING.sub("", folder)
    return bool(_WRAPPING.match(bare)) or (not from_submit(folder) and not name_in(folder))


def _downloads(paths: Iterable[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Folders and zips in which everything is named by one platform, for several students; with the platform."""
    inside = defaultdict[tuple[str, ...], set[str]](set)
    for parts in paths:
        for n in range(1, len(parts)):
            inside[parts[:n]].add(parts[n])
    for folder, names in inside.items():
        for platform in ("moodle", "blackboard"):
            found = {platforms.from_platform((name,), platform, {}) for name in names}
            if None not in found and len({who.student for who in found if who}) > 1:
                yield folder, platform


class Plain:
    """Reads whose files these are from the paths of all of them together."""

    def __init__(self, paths: Iterable[tuple[str, ...]]):
        self._paths = list(paths)
        self._shared = self._shared_depth()
        self._downloads = dict(_downloads(self._paths))

    def _shared_depth(self) -> int:
        """How many folders at the top are common to all and are no student's."""
        depth = 0
        while self._paths and all(len(parts) > depth + 1 for parts in self._paths):
            tops = {parts[depth] for parts in self._paths}
            deeper = {parts[depth + 1] for parts in self._paths}
            names = {name_in(name) for name in deeper} - {""}
            if len(tops) > 1 or from_submit(next(iter(tops))) or len(names) < 2:
                break
            depth += 1
        return depth

    def _in_download(self, parts: tuple[str, ...]) -> str:
        """The name of one of several students in a download that lies beside other work, else ""."""
        *folders, entry = parts
        who = platforms.from_platform((entry,), self._downloads.get(tuple(folders), ""), {})
        return clean_name(f"{who.student} {who.name} ({folders[-1]})") if who else ""

    def who(self, parts: tuple[str, ...]) -> Who:
        """The student of one file: its folder or zip, else its own name; the file's whole name if it tells nobody's."""
        for n, folder in enumerate(parts[:-1]):
            if n >= self._shared and not _is_wrapping(folder):
                packed = from_submit(folder) or folder.lower().endswith(".zip")
                name = self._in_download(parts[: n + 2]) or (name_in(folder) if packed else clean_name(folder))
                return with_submit(Who(name, name, file="/".join(parts[n + 1 :])), parts)
        name = name_in(parts[-1])
        return Who(name or clean_name(parts[-1]), name, file=parts[-1], sure=False)
