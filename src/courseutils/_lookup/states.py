"""States and other entities by any usual spelling or by ISO 3166 code; table ``states``."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from courseutils._data import Plain, rows
from courseutils._lookup.names import index, near, needs_text, normalise
from courseutils._sentences import say


class StateError(Plain, LookupError):
    """No state or territory of the tables goes by the name that was given."""


@dataclass(frozen=True)
class State:
    """A member of the United Nations or another entity; being listed says nothing about status.

    ``iso3`` is empty where there is no code; ``ended`` is the day on which the entity ceased to exist.
    """

    name: str
    iso3: str
    variants: tuple[str, ...]
    un_member: bool
    ended: dt.date | None


@cache
def states() -> dict[str, State]:
    """All states and other entities of the table, by name."""
    found = {}
    for row in rows("states"):
        variants = tuple(row["variants"].split(";")) if row["variants"] else ()
        found[row["name"]] = State(row["name"], row["iso3"] or "", variants, row["un_member"], row["ended"])
    return found


@cache
def spellings() -> dict[str, set[str]]:
    """Names of states by each key under which one is found."""
    return index((spelling, s.name) for s in states().values() for spelling in (s.name, s.iso3, *s.variants))


@cache
def state_of_code(iso3: str) -> State:
    """The state with an ISO 3166-1 alpha-3 code of the tables."""
    return next(s for s in states().values() if s.iso3 == iso3)


def is_state(name: str) -> bool:
    """Whether a text names a state or territory of the table."""
    return normalise(name) in spellings()


def find_state(name) -> State:
    """The state or other entity that goes by a name, a usual variant or an ISO 3166-1 alpha-3 code.

    Case, accents, hyphens and spaces do not count. Raises StateError with the nearest names.

    >>> find_state("Russian Federation").name, find_state("turkiye").iso3, find_state("DPRK").name
    ('Russia', 'TUR', 'North Korea')
    """
    if isinstance(name, State):
        return name
    found = spellings().get(normalise(needs_text(name, "Russia")))
    if not found:
        raise StateError(say("state_unknown", name=repr(name), nearest=_nearest(name)).strip())
    return states()[min(found)]


def offered() -> dict[str, str]:
    """For each spelling the name that is offered to whoever comes near to it."""
    return {spelling: s.name for s in states().values() for spelling in (*s.variants, s.name)}


def _nearest(name: str) -> str:
    return near(name, offered())
