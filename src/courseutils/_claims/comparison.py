"""Where a class differs: counts per claim and verdict as a table, in words, and as HTML without a chart."""

from collections import Counter
from dataclasses import dataclass
from html import escape

from courseutils._claims.board import CELL, WIDE
from courseutils._claims.classroom import Votes
from courseutils._claims.vocabulary import CONFIDENCES, VERDICTS, claims

_LOCAL = "Counted on this computer; nothing was sent. A class is not a court: many hands do not make a verdict true."
MOST_NOTES = 20
_NOTHING = "There are no ratings to compare yet."


def differ(counts: Counter) -> float | None:
    """In how many of 100 pairs of different people the two gave different verdicts; None for fewer than two people."""
    people = sum(counts.values())
    if people < 2:
        return None
    agree = sum(n * (n - 1) for n in counts.values())
    return 100 * (1 - agree / (people * (people - 1)))


@dataclass(frozen=True)
class Comparison:
    """How a class rated the claims; a notebook shows a table, elsewhere it is plain text."""

    votes: Votes
    reasons: bool = False

    @property
    def order(self) -> list[str]:
        """The claims that were rated, those first on which people differ most."""
        spread = {claim: differ(counts) for claim, counts in self.votes.verdicts.items() if counts.total()}
        return sorted(spread, key=lambda c: (-1 if spread[c] is None else spread[c], c), reverse=True)

    @property
    def problems(self) -> list[str]:
        """Sentences about what could not be read, twenty at most."""
        found = self.votes.problems
        return found if len(found) <= MOST_NOTES else [*found[:MOST_NOTES], f"And {len(found) - MOST_NOTES} more."]

    @property
    def table(self):
        """DataFrame: a row for each claim: counts of each verdict, how many of 100 pairs differ, our verdict."""
        import pandas as pd

        known = claims()
        records = [
            {"claim_id": c, "claim": known[c]["claim"]}
            | {verdict: self.votes.verdicts[c][verdict] for verdict in VERDICTS}
            | {"people": self.votes.verdicts[c].total(), "differ_of_100": _rounded(differ(self.votes.verdicts[c]))}
            | {"our_verdict": known[c]["verdict"], "our_confidence": known[c]["confidence"]}
            for c in self.order
        ]
        return pd.DataFrame(records)

    @property
    def words(self) -> str:
        """The result in one or two sentences."""
        if not self.order:
            return _NOTHING
        first, ours = self.order[0], claims()
        spread = differ(self.votes.verdicts[first])
        if spread is None:
            return "One rating for each claim: to see where people differ, it takes two."
        if spread == 0:
            return "On every claim all gave the same verdict."
        other = [c for c in self.order if _top(self.votes.verdicts[c]) != ours[c]["verdict"]]
        most = f"You differ most on {first}: of 100 pairs of people, {spread:.0f} would disagree."
        against = f" The commonest verdict is not ours on {', '.join(sorted(other))}." if other else ""
        return most + against

    def __repr__(self) -> str:
        lines = [self.words, *(_line(c, self.votes.verdicts[c]) for c in self.order)]
        return "\n".join([*lines, *(f"Note: {problem}" for problem in self.problems), _LOCAL])

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{escape(problem)}</li>" for problem in self.problems)
        return (
            f'<section aria-label="How the class rated"><h4 style="margin:.3em 0">Where we differ</h4>'
            f"<p>{escape(self.words)}</p>{_html_table(self.votes, self.order) if self.order else ''}"
            + (f"<p><strong>Not everything could be read:</strong></p><ul>{notes}</ul>" if notes else "")
            + (_reasons(self.votes, self.order) if self.reasons else "")
            + f"<p>{_LOCAL}</p></section>"
        )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value)


def _top(counts: Counter) -> str:
    """The commonest verdict; none if two are equally common."""
    (first, most), *rest = counts.most_common()
    return "" if rest and rest[0][1] == most else first


def _line(claim: str, counts: Counter) -> str:
    given = ", ".join(f"{verdict} {counts[verdict]}" for verdict in VERDICTS if counts[verdict])
    return f"{claim}: {given}. Ours: {claims()[claim]['verdict']}."


def _html_table(votes: Votes, order: list[str]) -> str:
    shown = _columns(votes, order)
    asked = any(votes.confidences.get(claim) for claim in order)
    heads = ["Claim", *shown, "of 100 pairs differ", *(["confidence"] if asked else []), "our confidence"]
    head = "".join(f'<th scope="col" style="{CELL}">{name}</th>' for name in heads)
    body = "".join(_row(claim, votes, shown, asked) for claim in order)
    return (
        f'<div {WIDE} aria-label="Ratings of the class"><table style="border-collapse:collapse;margin:.4em 0">'
        '<caption style="text-align:left">How many gave which verdict; most different first</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _columns(votes: Votes, order: list[str]) -> list[str]:
    """The verdicts that somebody gave, or that are ours."""
    used = {verdict for claim in order for verdict, number in votes.verdicts[claim].items() if number}
    used |= {claims()[claim]["verdict"] for claim in order}
    return [verdict for verdict in VERDICTS if verdict in used]


def _row(claim: str, votes: Votes, shown: list[str], asked: bool) -> str:
    row, counts = claims()[claim], votes.verdicts[claim]
    spread = differ(counts)
    sure = votes.confidences.get(claim, Counter())
    confidence = ", ".join(f"{word} {sure[word]}" for word in CONFIDENCES if sure[word]) or "not asked"
    cells = [_cell(counts[verdict], verdict == row["verdict"]) for verdict in shown]
    cells += ["-" if spread is None else f"{spread:.0f}", *([confidence] if asked else []), row["confidence"]]
    data = "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row" style="{CELL};min-width:12em">{claim}. {escape(row["claim"])}</th>{data}</tr>'


def _cell(number: int, ours: bool) -> str:
    return f"<strong>{number} (ours)</strong>" if ours else str(number)


def _reasons(votes: Votes, order: list[str]) -> str:
    """What people wrote, without names, in the order of the alphabet so that nobody is found by the place."""
    parts = []
    for claim in order:
        items = "".join(f"<li>{escape(text)}</li>" for text in sorted(votes.reasons.get(claim, [])))
        parts.append(f"<details><summary>Reasons given on {claim}</summary><ul>{items}</ul></details>" if items else "")
    return "".join(parts)
