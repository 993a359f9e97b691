"""What stands beside each paragraph: its actors, its claims and its dates, from the tables. Standard library only."""

from dataclasses import dataclass
from functools import cache

from courseutils._data import rows
from courseutils._sides import told
from courseutils.events import Versions, compare_versions

TYPES = {"fact": "statement of fact", "legal-characterisation": "legal characterisation"}
ARTICLE_DAY = "2008-10-15a"


@dataclass(frozen=True)
class Event:
    """One row of the chronology beside a paragraph; ``told`` holds its time in words and its five versions."""

    row: dict
    told: Versions
    why: str

    @property
    def key(self) -> str:
        return self.row["event_id"]


@dataclass(frozen=True)
class Beside:
    """A paragraph with the rows of the tables that belong to it."""

    paragraph: object
    actors: tuple[dict, ...]
    claims: tuple[dict, ...]
    events: tuple[Event, ...]


@cache
def _table(name: str, key: str) -> dict[str, dict]:
    return {row[key]: row for row in rows(name)}


def _events(number: int) -> tuple[Event, ...]:
    chronology = _table("chronology", "event_id")
    found = [
        Event(chronology[link["event_id"]], compare_versions(link["event_id"]), link["why"])
        for link in rows("paragraph_events")
        if link["paragraph"] == number
    ]
    return tuple(sorted(found, key=lambda event: (event.row["date"], event.key)))


def beside(article) -> list[Beside]:
    """Each paragraph of ``article`` with its actors, claims and dates."""
    actors, claims = _table("actors", "actor_id"), _table("claims", "claim_id")
    return [
        Beside(p, tuple(actors[a] for a in p.actors), tuple(claims[c] for c in p.claims), _events(p.number))
        for p in article
    ]


def versions(row: dict) -> dict[str, str]:
    """The five versions of a contested row under their own sides' names; none if nobody contests it."""
    return told(row) if row["contested"] else {}


def speaker(claim: dict) -> str:
    """Who says a claim in the article."""
    return "the article in its own voice" if claim["speaker"] == "article" else claim["speaker"]


def numbers_of(name: str, article) -> list[int]:
    """Numbers of the paragraphs that name a place."""
    return [p.number for p in article if name in p.places]


def in_words(numbers: list[int]) -> str:
    """Paragraph numbers as a reader says them.

    >>> in_words([0, 1, 4])
    'the headline and paragraphs 1 and 4'
    """
    body = [str(n) for n in numbers if n]
    parts = ["the headline"] if 0 in numbers else []
    if body:
        parts.append(f"{'paragraph' if len(body) == 1 else 'paragraphs'} {listed(body)}")
    return listed(parts)


def listed(words) -> str:
    """Words with commas and an and: 'a, b and c'."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def counted(number: int, word: str) -> str:
    """A number with its noun: '1 claim', '3 claims', 'no claim'."""
    return f"{number or 'no'} {word}{'s' if number > 1 else ''}"
