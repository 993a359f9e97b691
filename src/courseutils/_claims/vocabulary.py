"""The verdicts and confidences of the course, and how an entry of a student's is read."""

import re

from courseutils._checking.answers import shown
from courseutils._data import Plain, nearest, rows

VERDICTS = {
    "supported": "The evidence at hand bears it out. Something beside it may still be disputed.",
    "partly-supported": "A part of it stands; another does not, or something is left out that changes the picture.",
    "not-supported": "The evidence at hand speaks against it, or none was found where one would expect some.",
    "contested": "Findings or sides to be taken seriously contradict one another; nothing at hand settles it.",
    "opinion": "It is a judgement of worth. Evidence can back or weaken it, not decide it.",
    "outcome-known": "It spoke of the future, and what came of it is known by now.",
}
CONFIDENCES = {
    "low": "one weak trace, or hearsay",
    "medium": "one good source, or several that lean on each other",
    "high": "several sources were read, and they agree on what the verdict rests on",
}
LONGEST_WHY = 600  # letters
_OTHER_WORDS = {"disputed": "contested", "partly": "partly-supported", "unsupported": "not-supported"}


class ClaimError(Plain, ValueError):
    """A claim, verdict, confidence or count that the course does not know; the sentence says what to write."""


def claims() -> dict[str, dict]:
    """All statements of the table ``claims`` by their id."""
    return {row["claim_id"]: row for row in rows("claims")}


def read_claim(value) -> str:
    """The id of a claim, such as c03; raises ClaimError with the nearest ids."""
    if not isinstance(value, str):
        raise ClaimError(f'Name the claim by its id in quotation marks, such as "c03"; this is {shown(value)}.')
    known = claims()
    word = value.strip().casefold()
    if word not in known:
        ends = f"They run from {min(known)} to {max(known)}."
        raise ClaimError(f"There is no claim {short(value)}. {nearest(word, known)} {ends}")
    return word


def read_verdict(value) -> str:
    """A verdict of the course; capitals, blanks for hyphens and a few other words are understood."""
    if not isinstance(value, str):
        raise ClaimError(f"A verdict is a word in quotation marks; this is {shown(value)}. {_listed(VERDICTS)}")
    word = re.sub(r"[\s_-]+", "-", value.strip().casefold())
    word = _OTHER_WORDS.get(word, word)
    if word not in VERDICTS:
        raise ClaimError(f"There is no verdict {short(value)}. {_listed(VERDICTS)}")
    return word


def read_confidence(value) -> str:
    """low, medium or high."""
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word not in CONFIDENCES:
        what = short(value) if isinstance(value, str) else shown(value)
        raise ClaimError(f"{what} is no confidence. {_listed(CONFIDENCES)}")
    return word


def _listed(words) -> str:
    *most, last = [f'"{word}"' for word in words]
    return f"Write {', '.join(most)} or {last}."


def short(value, most: int = 40) -> str:
    """A text of somebody's as it may stand in a message: in quotation marks, cut, without control characters."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(value))
    return f'"{text if len(text) <= most else text[: most - 3] + "..."}"'
