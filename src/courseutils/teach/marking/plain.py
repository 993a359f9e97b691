"""Whose file is it, where no platform says so? Told from folders (one a student) and from file names."""

import re
from collections.abc import Iterable
from functools import cache

from courseutils.commands.workbook import notebooks_dir
from courseutils.teach.marking.platforms import Who, clean_name, from_submit, with_submit

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
        return named
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


class Plain:
    """Reads whose files these are from the paths of all of them together."""

    def __init__(self, paths: Iterable[tuple[str, ...]]):
        self._paths = list(paths)
        self._shared = self._shared_depth()

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

    def who(self, parts: tuple[str, ...]) -> Who:
        """The student of one file: its folder or zip, else its own name; the file's whole name if it tells nobody's."""
        for n, folder in enumerate(parts[:-1]):
            if n >= self._shared and not _is_wrapping(folder):
                name = from_submit(folder) or (
                    name_in(folder) if folder.lower().endswith(".zip") else clean_name(folder)
                )
                return with_submit(Who(name, name, file="/".join(parts[n + 1 :])), parts)
        name = name_in(parts[-1])
        return Who(name or clean_name(parts[-1]), name, file=parts[-1], sure=False)
