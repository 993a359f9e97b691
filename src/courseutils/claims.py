"""Claims on trial: rate a statement of the article, then see our verdict, then see where your class differs.

Ratings are kept in ``ratings.jsonl`` in your workbook folder, which is only ever appended to. Nothing is sent anywhere.

>>> from courseutils.claims import VERDICTS, claims_board
>>> list(VERDICTS)
['supported', 'partly-supported', 'not-supported', 'contested', 'opinion', 'outcome-known']
>>> "South Ossetian:" in repr(claims_board("c15"))
True
"""

from dataclasses import dataclass
from html import escape

from courseutils._checking.answers import is_blank, shown
from courseutils._claims import classroom, ratings
from courseutils._claims.board import Board
from courseutils._claims.comparison import Comparison
from courseutils._claims.ratings import Entry
from courseutils._claims.vocabulary import (
    CONFIDENCES,
    LONGEST_WHY,
    VERDICTS,
    ClaimError,
    claims,
    read_claim,
    read_confidence,
    read_verdict,
)

__all__ = ["CONFIDENCES", "VERDICTS", "ClaimError", "claims_board", "compare_ratings", "my_ratings", "rate"]
NOT_SAVED = "It could not be saved (the workbook folder is not writable or the disk is full) and holds until you stop."


@dataclass(frozen=True)
class Note:
    """A sentence; a notebook shows it framed, and a screen reader says it."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        style = "border-left:6px solid;padding:.3em .8em;margin:.4em 0"
        return f'<div role="status" style="{style}">{escape(self.text)}</div>'


def rate(claim_id: str, verdict=None, confidence=None, *, why: str = "") -> Note:
    """Save your verdict on a claim, with how sure you are and, if you like, why; a later one counts instead.

    ``verdict``: one of the six words of VERDICTS. ``confidence``: "low", "medium" or "high". ``why``: up to 600
    letters. With ``...`` in place of a word nothing is saved. Earlier ratings stay in the file; the last one counts.
    Raises ClaimError, with the words that are known, for another claim, verdict or confidence.

    >>> rate("c03", ...)
    c03 is not rated yet: put a verdict and a confidence in place of the dots.
    """
    name = read_claim(claim_id)
    if is_blank(verdict) or confidence is ...:
        return Note(f"{name} is not rated yet: put a verdict and a confidence in place of the dots.")
    word = read_verdict(verdict)
    if is_blank(confidence):
        return Note(f'Not saved yet. How sure are you? Add confidence="low", "medium" or "high", as in {_sample(name)}')
    entry = Entry(name, word, read_confidence(confidence), _reason(why))
    changed = name in ratings.own()
    saved = "" if ratings.save(entry) else " " + NOT_SAVED
    again = " It takes the place of your earlier one, which stays in the file." if changed else ""
    told = f"{name}: you say {entry.verdict}, confidence {entry.confidence}.{again}{saved}"
    return Note(f'{told} claims_board("{name}") now shows our verdict too.')


def _sample(name: str) -> str:
    return f'rate("{name}", "opinion", confidence="low").'


def _reason(why) -> str:
    if is_blank(why):
        return ""
    if not isinstance(why, str):
        raise ClaimError(f"why needs text in quotation marks, but this is {shown(why)}.")
    if len(why) > LONGEST_WHY:
        raise ClaimError(f"Your reason has {len(why)} letters; cut it to {LONGEST_WHY}. One good reason is enough.")
    return why.strip()


def claims_board(*claim_ids: str) -> Board:
    """Claims with their five versions side by side, the evidence, and our verdict where you have given yours.

    Without ids: the claims that you have rated, or all contested ones. A claim that no side disputes has no versions.
    A version that is missing says why: "none found" was looked for, "not looked up" was not.
    Raises ClaimError with the nearest ids. Source: table ``claims``; its sources stand under each claim.

    >>> "Our verdict is shown when you have given yours" in repr(claims_board("c07"))
    True
    """
    known, rated = claims(), ratings.own()
    parts = [part for ids in claim_ids for part in (ids if isinstance(ids, (list, tuple)) else [ids])]
    names = dict.fromkeys(map(read_claim, parts)) or rated or {k: 1 for k, row in known.items() if row["contested"]}
    return Board(tuple(known[name] for name in names), rated)


@dataclass(frozen=True)
class MyRatings:
    """Your ratings, as a table in a notebook and as a line to paste."""

    entries: dict[str, Entry]

    def __repr__(self) -> str:
        if not self.entries:
            return 'You have rated no claim yet. Begin with rate("c01", "...", confidence="...").'
        return f"{self.line}\n(Your line to paste, without a name. Kept in {ratings.path()}; nothing is sent.)"

    @property
    def line(self) -> str:
        """All your ratings in one line, without reasons and without a name."""
        return classroom.line_of(self.entries)


def my_ratings() -> MyRatings:
    """Your ratings so far, and one line to paste where your class collects them (no name, no reasons).

    >>> type(my_ratings()).__name__
    'MyRatings'
    """
    return MyRatings(ratings.own())


def compare_ratings(what=None, *, reasons: bool = False) -> Comparison:
    """Where a class differs, without any server: how often each verdict was given, and ours beside it.

    ``what``: a folder of ratings files, one file, a pasted line (or several, one for each person), a list of these, or
    a show of hands typed in: ``{"c03": {"supported": 12, "contested": 9}}``. Nothing: your own file. What cannot be
    read is named in a sentence and left out. ``reasons=True`` lists what people wrote, without names; ask them first.
    ``.table`` is a DataFrame; ``.words`` says where you differ most: in how many of 100 pairs two people disagree.
    Raises ClaimError for a slip in a show of hands, or for something that holds no ratings at all.

    >>> compare_ratings({"c03": {"supported": 3, "outcome-known": 3}}).words
    'You differ most on c03: of 100 pairs of people, 60 would disagree. The commonest verdict is not ours on c03.'
    """
    if what is None:
        votes = classroom.Votes()
        votes.add_person(list(ratings.own().values()))
        return Comparison(votes, reasons)
    return Comparison(classroom.gather(what), reasons)
