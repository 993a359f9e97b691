"""Loaded words in the kit's own voice: only where a row of lessons/words.csv gives the reason.

The naming policy (guide/naming.md) binds what the kit says itself. Columns that give one side's version, the claims
that the article makes, titles of documents and what other newsrooms wrote are exempt: they are other people's words.
So is a word in italics or quotation marks whose paragraph says whose word it is, and a heading that asks.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from courseutils import _data
from courseutils.teach.content.references import tables
from courseutils.teach.content.texts import Paragraph, Sheet, sheet

COLUMNS = ("where", "word", "near", "reason")
OWN_VOICE = {
    "places": ["admin", "why"],
    "buffer_zone": ["item", "territory", "definition"],
    "actors": ["office_at_the_time", "note"],
    "claims": ["evidence_summary"],
    "agreements": ["name", "commitment", "note"],
    "chronology": ["event", "note"],
    "comparators": ["parent_state", "note"],
    "figures": ["subject", "measure", "claimed_by", "note"],
    "geneva": ["what_happened", "participants_note"],
    "recognitions": ["status_note"],
    "un_votes": ["difference", "note"],
    "un_rollcall": ["note"],
    "satellite_damage": ["area", "note"],
    "same_day_reports": ["note"],
    "glossary": ["term", "meaning"],
    "paragraph_events": ["why"],
    "statehood": ["criterion", "note"],
    "sittings": ["sitting", "format", "note"],
    "seats": ["note"],
}
LOADED = re.compile(
    r"\b(borders?|enclaves?|incursions?|invasions?|invad\w+|aggress\w+|liberat\w+|occup\w+|annex\w+|separatis\w+"
    r"|secession\w+|regimes?|puppets?|prox(?:y|ies)|rebels?|genocid\w+|ethnic cleansing|passportisation"
    r"|terroris\w+|peacekeep\w+|peace enforcement|constitutional order)\b",
    re.IGNORECASE,
)
_MENTION = re.compile(r"(?<![*\w])\*(?!\*)[^*]+\*(?![*\w])|\"[^\"]+\"|\u201c[^\u201d]+\u201d|(?<!\w)'[^']+'(?!\w)")
_SPEAKER = re.compile(
    r"\b(say|says|said|call|calls|called|speak|speaks|spoke|spoken|claim|claims|claimed|charged?|accused?|prefers?|hears?"
    r"|uses?|used|word|words|words?ing|term|terms|article|court|inquiry|mission|law|resolution|agreement|report|reports"
    r"|statement|quoted?|quotation|title|version|versions|named?|writes?|wrote|found|presumes?)\b",
    re.IGNORECASE,
)


def loaded(text: str) -> Iterator[re.Match]:
    """Loaded words of a text."""
    return LOADED.finditer(text)


def _stands_apart(match: re.Match, paragraph: Paragraph) -> bool:
    """Whether the word is mentioned, not used: whose it is stands with it, or a heading asks."""
    if paragraph.heading and paragraph.text.rstrip().endswith("?"):
        return True
    inside = any(m.start() < match.start() and match.end() < m.end() for m in _MENTION.finditer(paragraph.text))
    return inside and bool(_SPEAKER.search(paragraph.text))


def own_voice(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, str, Paragraph]]:
    """Loaded words in the kit's own voice: where (a lesson, a page), the word, its paragraph."""
    for paragraph in paragraphs:
        for match in loaded(paragraph.text):
            if not _stands_apart(match, paragraph):
                yield _where(paragraph), match.group().casefold(), paragraph


def _where(paragraph: Paragraph) -> str:
    if paragraph.where.startswith(("lesson ", "exercise ")):
        return paragraph.where.split()[1][:2]
    return paragraph.where


def table_paragraphs(table: str) -> Iterator[Paragraph]:
    """What the kit says in a table: the cells of its own voice, each with the row's ``table:key``."""
    for row in _data.rows(table):
        where = f"{table}:{'/'.join(str(row[column]) for column in tables()[table])}"
        yield from (Paragraph(where, row[column], "table") for column in OWN_VOICE[table] if row[column])


def all_table_paragraphs() -> Iterator[Paragraph]:
    """The kit's own voice in all tables."""
    for table in OWN_VOICE:
        if table in tables():
            yield from table_paragraphs(table)


def reasons(folder: Path) -> Sheet:
    """The rows of ``words.csv``."""
    return sheet(folder / "words.csv", COLUMNS, "words.csv")


def problems(paragraphs: Iterable[Paragraph], folder: Path, only: str | None = None) -> list[str]:
    """Sentences about loaded words without a reason, and about reasons without their word.

    ``only`` leaves reasons for other places than this one alone: ``"05"`` when a single lesson is checked.
    """
    known = reasons(folder)
    rows = [row for row in known.rows if only in (None, row["where"])]
    found, alive = list(known.problems), set()
    for where, word, paragraph in own_voice(paragraphs):
        fitting = reason_for(rows, where, word, paragraph)
        alive.update(fitting)
        if not fitting:
            found.append(_OPEN.format(word, paragraph.place))
    found += [_DEAD.format(**row) for row in rows if row["line"] not in alive]
    return found + [_EMPTY.format(**row) for row in rows if not row["reason"].strip()]


def reason_for(rows: Iterable[dict], where: str, word: str, paragraph: Paragraph) -> list[int]:
    """Lines of ``words.csv`` whose reason covers the word in this paragraph."""
    return [row["line"] for row in rows if _fits(row, where, word, paragraph.text)]


def _fits(row: dict, where: str, word: str, text: str) -> bool:
    near = " ".join(row["near"].split()).casefold()
    return row["where"] == where and row["word"].casefold() == word and near in text.casefold()


_OPEN = (
    "The loaded word {0!r} stands in the kit's own voice ({1}). guide/naming.md says what to write instead; "
    "if it has to stand, give the reason in lessons/words.csv."
)
_DEAD = "words.csv, line {line}: {word!r} no longer stands in {where} near {near!r}. Take the row out."
_EMPTY = "words.csv, line {line}: {word!r} has no reason."
