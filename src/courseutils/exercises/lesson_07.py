"""Expected and likely wrong answers of lesson 7, computed from seats, actors, claims, agreements, rounds."""

from courseutils._data import rows
from courseutils._lookup.dates import read_date

PAPERS = ("c05", "c06", "c09", "c11", "c14", "c16")
SETTLED_BY = {
    "fact": "records",
    "attribution": "speaker",
    "prediction": "outcome",
    "legal-characterisation": "court",
    "opinion": "nothing",
}


# 07-1 ------------------------------------------------------------------------------------------------


def _seats(sitting: str, test) -> set[str]:
    return {row["seat"] for row in rows("seats") if row["sitting_id"] == sitting and test(row)}


def _present(sitting: str) -> set[str]:
    return _seats(sitting, lambda row: row["presence"] == "present")


def _perhaps(sitting: str) -> set[str]:
    """Those of whom it is not known whether they were there."""
    return _seats(sitting, lambda row: row["presence"] == "not known")


def sat_in_both(first_sitting: str, second_sitting: str) -> list[str]:
    return sorted(_present(first_sitting) & _present(second_sitting))


def sat_in_either(first_sitting: str, second_sitting: str) -> list[str]:
    """What ``a | b`` gives."""
    return sorted(_present(first_sitting) | _present(second_sitting))


def sat_in_second(first_sitting: str, second_sitting: str) -> list[str]:
    """What ``in_first and in_second`` gives: the second set."""
    return sorted(_present(second_sitting))


def sat_in_first_only(first_sitting: str, second_sitting: str) -> list[str]:
    return sorted(_present(first_sitting) - _present(second_sitting))


def sat_in_second_only(first_sitting: str, second_sitting: str) -> list[str]:
    return sorted(_present(second_sitting) - _present(first_sitting))


def present_and_perhaps(first_sitting: str, second_sitting: str) -> list[str]:
    """Present in the first and not known in the second counted too."""
    return sorted(_present(first_sitting) & (_present(second_sitting) | _perhaps(second_sitting)))


def had_a_seat_in_both(first_sitting: str, second_sitting: str) -> list[str]:
    """A seat taken for somebody in it."""
    seated = (_seats(sitting, lambda row: row["role"] != "no seat") for sitting in (first_sitting, second_sitting))
    return sorted(set.intersection(*seated))


# 07-2 ------------------------------------------------------------------------------------------------


def people_there(day: str) -> set[str]:
    """Everybody who came with a delegation to a sitting of that day, with or without a seat."""
    sittings = {row["sitting_id"] for row in rows("sittings") if row["date"] == read_date(day)}
    named = (row["people"] or "" for row in rows("seats") if row["sitting_id"] in sittings)
    return {person for cell in named for person in cell.split("; ") if person}


def _spoken() -> list[tuple[str, dict]]:
    """Statements with a named speaker, each with the row of that person."""
    actors = {row["actor_id"]: row for row in rows("actors")}
    return [(row["claim_id"], actors[row["actor_id"]]) for row in rows("claims") if row["speaker"] != "article"]


def _spoken_by(day: str, *columns: str) -> list[str]:
    there = people_there(day)
    return [claim for claim, actor in _spoken() if any(actor[column] in there for column in columns)]


def spoken_by_people_there(talks_day: str) -> list[str]:
    return _spoken_by(talks_day, "name", "standard_name")


def by_the_spelling_of_the_article(talks_day: str) -> list[str]:
    return _spoken_by(talks_day, "name")


def by_the_usual_spelling(talks_day: str) -> list[str]:
    return _spoken_by(talks_day, "standard_name")


def by_both_spellings_at_once(talks_day: str) -> list[str]:
    """What ``&`` gives in place of ``|``."""
    return sorted(set(_spoken_by(talks_day, "name")) & set(_spoken_by(talks_day, "standard_name")))


def with_the_secretary_general(talks_day: str) -> list[str]:
    """Ban counted too: he had spoken in Geneva, and somebody stood in for him at the talks."""
    his = [claim for claim, actor in _spoken() if actor["actor_id"] == "ban"]
    return sorted({*spoken_by_people_there(talks_day), *his})


def every_named_speaker(talks_day: str) -> list[str]:
    return [claim for claim, _ in _spoken()]


# 07-3 ------------------------------------------------------------------------------------------------


def settled_by() -> dict[str, str]:
    kinds = {row["claim_id"]: row["type"] for row in rows("claims")}
    return {claim: SETTLED_BY[kinds[claim]] for claim in PAPERS}


# 07-4 ------------------------------------------------------------------------------------------------


def _points(until: str, test) -> list[str]:
    agreed = (row for row in rows("agreements") if row["date"] <= read_date(until))
    return [row["agreement_id"] for row in agreed if test(row)]


def points_on(word: str, until: str) -> list[str]:
    return _points(until, lambda row: word in row["commitment"])


def points_that_name_geneva(word: str, until: str) -> list[str]:
    """Another word searched: the place, as in the article."""
    return points_on("Geneva", until)


def points_on_status(word: str, until: str) -> list[str]:
    """The subject searched in place of the talks; no point has it."""
    return points_on("status", until)


def points_with_a_note_on(word: str, until: str) -> list[str]:
    """The remarks searched in place of the commitments."""
    return _points(until, lambda row: word in (row["note"] or ""))


def every_point(word: str, until: str) -> list[str]:
    return _points(until, lambda row: True)


# 07-6 ------------------------------------------------------------------------------------------------


def _claims(test) -> list[str]:
    return [row["claim_id"] for row in rows("claims") if test(row)]


def contested_and_rated(our_verdict: str) -> list[str]:
    return _claims(lambda row: row["contested"] and row["verdict"] == our_verdict)


def rated_contested_or_not(our_verdict: str) -> list[str]:
    return _claims(lambda row: row["verdict"] == our_verdict)


def agreed_and_rated(our_verdict: str) -> list[str]:
    return _claims(lambda row: not row["contested"] and row["verdict"] == our_verdict)


def every_contested(our_verdict: str) -> list[str]:
    return _claims(lambda row: row["contested"])


def verdict_contested(our_verdict: str) -> list[str]:
    """The verdict called contested, which is another thing than the column."""
    return _claims(lambda row: row["verdict"] == "contested")


def no_claim(our_verdict: str) -> list[str]:
    """What comes out if the round brackets are missing, or a name or True stands in quotation marks."""
    return []


# 07-7 ------------------------------------------------------------------------------------------------


def _rounds(by_day: str) -> list[int]:
    return [row["round"] for row in rows("geneva") if row["date"] <= read_date(by_day)]


def rounds_held(by_day: str) -> int:
    return max(_rounds(by_day))


def rows_of_rounds(by_day: str) -> int:
    """Rows counted: the table holds only the rounds for which there is a source."""
    return len(_rounds(by_day))


def rounds_without_the_first(by_day: str) -> int:
    """The round that was suspended left out."""
    return rounds_held(by_day) - 1


def rounds_with_the_next(by_day: str) -> int:
    """A round counted that was planned."""
    return rounds_held(by_day) + 1


# Figures of the text --------------------------------------------------------------------------------


def speakers() -> list[str]:
    """Persons whose statements the article passes on."""
    return sorted({actor["actor_id"] for _, actor in _spoken()})
