"""Names of places, states and people are spelled as the tables spell them, in lessons and in tables."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from courseutils import _data
from courseutils.teach.content.references import tables
from courseutils.teach.content.texts import Paragraph, sheet

COLUMNS = ("word", "reason")
_NAMES = {
    "places": ("name", "name_local", "name_variants", "admin"),
    "actors": ("name", "standard_name"),
    "states": ("name",),
    "recognitions": ("state", "territory"),
    "comparators": ("entity", "parent_state"),
    "un_rollcall": ("state",),
}
_WORD = re.compile(r"(?<![\w.])[A-Z][a-z\u2019'-]+(?:[A-Z][a-z]+)?(?!\w)")
_SHORTEST = 5
# A people's name or adjective is a name with an ending, perhaps for the name's own: Georgia-n, Abkhaz(ia), Chin(a)-ese.
_ADDED = ("s", "n", "ns", "an", "ans", "ian", "ians", "ish", "ese", "i", "is")
_OWN = ("", "a", "ia", "y", "e", "o", "s")


@cache
def gazetteer() -> frozenset[str]:
    """Every spelling of a name that the tables of places, actors and states hold, as single words."""
    cells = (row[c] for t, columns in _NAMES.items() if t in tables() for row in _data.rows(t) for c in columns)
    return frozenset(word for cell in cells if cell for word in words(cell))


def words(text: str) -> list[str]:
    """Capitalised words of five letters or more, without a possessive ending.

    >>> words("Sergei Shamba's talks in Sukhumi")
    ['Sergei', 'Shamba', 'Sukhumi']
    """
    found = (re.sub("['\u2019]s?$", "", word) for word in _WORD.findall(text.replace("\u2019", "'")))
    return [part for word in found for part in word.split("-") if len(part) >= _SHORTEST and part[0].isupper()]


@cache
def misspelt(word: str) -> str | None:
    """The name that a word looks like without being it; None when it is a known name or no name at all.

    >>> misspelt("Tskhinvaly"), misspelt("Tskhinvali"), misspelt("Tuesday")
    ('Tskhinvali', None, None)
    """
    if _known(word):
        return None
    near = [name for name in gazetteer() if _close(word, name)]
    return min(near, key=lambda name: (_distance(word, name), abs(len(name) - len(word)), name), default=None)


def _known(word: str) -> bool:
    """A name, or an adjective or people's name made of one."""
    stems = {word} | {word[: -len(end)] for end in _ADDED if word.endswith(end) and len(word) - len(end) > 3}
    return any(stem + end in gazetteer() for stem in stems for end in _OWN)


def _close(word: str, name: str) -> bool:
    allowed = 1 if len(name) < 8 else 2
    return word[0] == name[0] and abs(len(name) - len(word)) <= allowed and _distance(word, name) <= allowed


def _distance(one: str, other: str) -> int:
    """Levenshtein's distance: letters to change, add or leave out."""
    before = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its)))
        before = row
    return before[-1]


def _lower_case(paragraphs: Iterable[Paragraph]) -> set[str]:
    return {word for p in paragraphs for word in re.findall(r"(?<![\w])[a-z]{5,}", p.text)}


@cache
def _common_words() -> frozenset[str]:
    """Words that stand in small letters somewhere in the tables: no names, also at the head of a sentence."""
    return frozenset(_lower_case(table_paragraphs()))


def table_paragraphs() -> Iterator[Paragraph]:
    """Every text cell of every table, without addresses and other languages' letters; sources and roll calls aside."""
    for table, keys in tables().items():
        if table in ("un_rollcall", "states"):
            continue
        for row in _data.rows(table):
            key = "/".join(str(row[k]) for k in keys)
            cells = (v for c, v in row.items() if isinstance(v, str) and c not in ("url", "name_variants"))
            yield from (Paragraph(f"{table}:{key}", cell, "table") for cell in cells)


def allowed(folder: Path):
    """The rows of ``names.csv``: spellings that may stand, such as the article's own."""
    return sheet(folder / "names.csv", COLUMNS, "names.csv")


def problems(paragraphs: Iterable[Paragraph], folder: Path, whole: bool = True) -> list[str]:
    """Sentences about words that look like a misspelt name; with ``whole`` also about rows that nothing needs."""
    known = allowed(folder)
    fine, met, found = {row["word"] for row in known.rows}, set(), list(known.problems)
    paragraphs = list(paragraphs)
    common = _lower_case(paragraphs) | _common_words()
    for paragraph in paragraphs:
        for word in dict.fromkeys(words(paragraph.text)):
            if word.casefold() not in common and (name := misspelt(word)):
                met.add(word)
                found += [] if word in fine else [_OPEN.format(word, paragraph.place, name)]
    unneeded = [row for row in known.rows if whole and row["word"] not in met]
    return found + [f"names.csv, line {row['line']}: {row['word']!r} is nowhere. Take the row out." for row in unneeded]


_OPEN = (
    "{0!r} looks like the name {2!r}, and no table knows that spelling ({1}). Mend it, add the variant to the table, "
    "or give the reason in lessons/names.csv."
)


def key_problems() -> list[str]:
    """Sentences about rows that name a place, state, actor or source which its own table does not have."""
    keys = [(t, key) for t in tables() for key in _data.resource(t)["schema"].get("foreignKeys", [])]
    pairs = [
        (table, column, key["reference"]["resource"], other)
        for table, key in keys
        for column, other in zip(key["fields"], key["reference"]["fields"], strict=True)
    ]
    return [sentence for pair in pairs for sentence in _unknown_keys(*pair)]


def _unknown_keys(table: str, column: str, other_table: str, other: str) -> Iterator[str]:
    known = {row[other] for row in _data.rows(other_table)}
    named = dict.fromkeys(row[column] for row in _data.rows(table) if row[column] is not None)
    yield from (_NO_KEY.format(table, column, name, _data.nearest(name, known)) for name in named if name not in known)


_NO_KEY = "{0}.csv: no other table knows the {1} {2!r}. {3}"


def article_problems() -> list[str]:
    """Sentences about places, actors and claims that the article's paragraphs name and no table has."""
    known = {
        "places": {row["name"] for row in _data.rows("states")}
        | {row["name"] for row in _data.rows("places")}
        | _BEYOND,
        "actors": {row["actor_id"] for row in _data.rows("actors")},
        "claims": {row["claim_id"] for row in _data.rows("claims")},
    }
    article = json.loads(_data.read_bytes("article"))
    return [
        f"article.json, paragraph {part['number']}: no table of {kind} has {name!r}. {_data.nearest(name, known[kind])}"
        for part in article["paragraphs"]
        for kind in known
        for name in part[kind]
        if name not in known[kind]
    ]


# The regions are layers, and Geneva is no place of the region.
_BEYOND = {"Abkhazia", "South Ossetia", "Geneva"}
