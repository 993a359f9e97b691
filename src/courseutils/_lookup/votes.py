"""The yearly votes of the UN General Assembly on displaced persons from Abkhazia and South Ossetia."""

from courseutils._data import Plain, rows
from courseutils._lookup.as_of import with_as_of
from courseutils._lookup.dates import in_words
from courseutils._lookup.states import state_of_code


class VoteError(Plain, LookupError):
    """The data have no such vote, or only its totals."""


def votes(resolution=None):
    """The yearly votes of the UN General Assembly on displaced persons from the two territories.

    Without an argument: a DataFrame of the official tallies, numbers of states (year, date, resolution,
    covers, yes, no, abstain, cast, roll_call, note, source_id, more_source_ids). With a year or a
    resolution ("A/RES/64/296"): the roll call as far as it is known (iso3, state, vote, note), after a
    printed line that compares its sum with the official tally. Raises VoteError when there was no such
    vote or its roll call is not in the data. Sources: tables ``un_votes`` and ``un_rollcall``.

    >>> calls = votes(2010)
    A/RES/64/296 of 7 September 2010: the roll call adds up to the official tally, 50 yes, 17 no, 86 abstained.
    >>> len(calls)
    153
    """
    import pandas as pd

    if resolution is not None:
        return _roll_call(_vote(resolution))
    table = pd.DataFrame([_tally(row) for row in rows("un_votes")])
    table["date"] = pd.to_datetime(table["date"])
    return with_as_of(table, "un_votes")


def _tally(row: dict) -> dict:
    names = {"date": "adopted_on", "resolution": "resolution", "covers": "covers", "yes": "in_favour"}
    names |= {"no": "against", "abstain": "abstentions", "cast": "votes_cast"}
    names |= {name: name for name in ("roll_call", "note", "source_id", "more_source_ids")}
    return {"year": row["adopted_on"].year} | {new: row[old] for new, old in names.items()}


def _vote(wanted) -> dict:
    """Row of un_votes for a year or a resolution, written with or without A/RES/."""
    text = str(wanted).strip().upper().removeprefix("A/RES/")
    for row in rows("un_votes"):
        if text in (str(row["adopted_on"].year), row["resolution"].removeprefix("A/RES/")):
            return row
    years = [row["adopted_on"].year for row in rows("un_votes")]
    raise VoteError(f"There is no vote {wanted!r} in the data. Give a year from {min(years)} to {max(years)}.")


def _roll_call(vote: dict):
    import pandas as pd

    calls = [row for row in rows("un_rollcall") if row["resolution"] == vote["resolution"]]
    if not calls:
        raise VoteError(f"Of {_named(vote)} only the totals are in the data: {_words(*_totals(vote))}. {_with_calls()}")
    table = pd.DataFrame([row | {"state": state_of_code(row["iso3"]).name} for row in calls])
    table.attrs["comparison"] = _comparison(vote, calls)
    print(table.attrs["comparison"])
    return table[["iso3", "state", "vote", "note"]].sort_values("state", ignore_index=True)


def _with_calls() -> str:
    there = {row["resolution"] for row in rows("un_rollcall")}
    years = [str(row["adopted_on"].year) for row in rows("un_votes") if row["resolution"] in there]
    return f"Roll calls, some in part, are there for {', '.join(years)}."


def _comparison(vote: dict, calls: list[dict]) -> str:
    counted = tuple(sum(row["vote"] == kind for row in calls) for kind in ("yes", "no", "abstain"))
    if counted == _totals(vote):
        return f"{_named(vote)}: the roll call adds up to the official tally, {_words(*counted)}."
    if vote["roll_call"] == "no votes only":
        known = (
            f"by name only {counted[1]} of the {vote['against']} no votes are known; in all {_words(*_totals(vote))}"
        )
        return f"{_named(vote)}: {known}."
    differs = f"the roll call adds up to {_words(*counted)}; the official tally is {_words(*_totals(vote))}"
    return f"{_named(vote)}: {differs}. {vote['difference'] or vote['note'] or ''}".strip()


def _totals(vote: dict) -> tuple[int, int, int]:
    return vote["in_favour"], vote["against"], vote["abstentions"]


def _words(yes: int, no: int, abstained: int) -> str:
    return f"{yes} yes, {no} no, {abstained} abstained"


def _named(vote: dict) -> str:
    return f"{vote['resolution']} of {in_words(vote['adopted_on'])}"
