"""Expected and likely wrong answers of lesson 6, computed from recognitions, votes and comparators."""

from courseutils._data import rows
from courseutils._lookup.dates import read_date
from courseutils._lookup.states import state_of_code
from courseutils.recognition import recognised_by

THEORIES = {
    "a": "declaratory",
    "b": "constitutive",
    "c": "declaratory",
    "d": "constitutive",
    "e": "lawful origin",
    "f": "lawful origin",
}
UN_MEMBERS = 193


def _listed(territory: str, un_member: bool | None = None) -> list[dict]:
    found = [row for row in rows("recognitions") if row["territory"] == territory]
    return [row for row in found if un_member in (None, row["un_member"])]


# 06-1 ------------------------------------------------------------------------------------------------


def recognisers_on(territory: str, day: str) -> int:
    return len(recognised_by(territory, on=day))


def recognisers_with_withdrawn(territory: str, day: str) -> int:
    """All that had begun by the day, as if nobody had withdrawn."""
    return sum(row["date_recognised"] <= read_date(day) for row in _listed(territory, un_member=True))


def recognisers_with_other_entities(territory: str, day: str) -> int:
    """Entities that are no UN members counted too."""
    return len(recognised_by(territory, on=day, un_members_only=False))


def recognisers_ever(territory: str, day: str) -> int:
    """UN members that recognised at any time, on later days too."""
    return len(_listed(territory, un_member=True))


def every_row(territory: str, day: str) -> int:
    return len(_listed(territory))


def recognisers_in_october_2008(territory: str, day: str) -> int:
    """The rows of the cell above the task, chosen by another day."""
    return recognisers_on(territory, "2008-10-15")


def withdrawn_later(territory: str, day: str) -> int:
    """What ``date_withdrawn > day`` keeps of those that had begun: an empty date is in no comparison."""
    begun = [row for row in _listed(territory, un_member=True) if row["date_recognised"] <= read_date(day)]
    return sum(row["date_withdrawn"] is not None and row["date_withdrawn"] > read_date(day) for row in begun)


def withdrawn_by(territory: str, day: str) -> int:
    """Only those that had withdrawn, as if the second comparison were the answer."""
    return recognisers_with_withdrawn(territory, day) - recognisers_on(territory, day)


# 06-2 ------------------------------------------------------------------------------------------------


def _ever(region: str) -> set[str]:
    return {row["state"] for row in _listed(region, un_member=True)}


def _now(region: str) -> set[str]:
    from courseutils.recognition import checked_to

    return set(recognised_by(region, on=checked_to()))


def no_longer(region: str) -> list[str]:
    return sorted(_ever(region) - _now(region))


def still(region: str) -> list[str]:
    """What ``ever & now`` gives: the states that recognise today."""
    return sorted(_ever(region) & _now(region))


def wrong_way_round(region: str) -> list[str]:
    """What ``now - ever`` gives: nothing."""
    return sorted(_now(region) - _ever(region))


def no_longer_uncontested(region: str) -> list[str]:
    """Without the one whose withdrawal Abkhazia disputes."""
    doubtful = {r["state"] for r in _listed(region) if (r["status_note"] or "").startswith("Contested")}
    return sorted(_ever(region) - _now(region) - doubtful)


def no_longer_with_ended(region: str) -> list[str]:
    """With an entity that is no UN member and came to an end, which is not a withdrawal."""
    ended = {row["state"] for row in _listed(region) if row["status"] == "ended"}
    return sorted((_ever(region) - _now(region)) | ended)


def no_longer_with_syria(region: str) -> list[str]:
    """An abstention in the last vote taken for a withdrawal."""
    return sorted((_ever(region) - _now(region)) | set(recognise_and_abstained(2025)))


# 06-3 ------------------------------------------------------------------------------------------------


def _voted(year: int, vote: str) -> set[str]:
    (resolution,) = (row["resolution"] for row in rows("un_votes") if row["adopted_on"].year == year)
    calls = [row for row in rows("un_rollcall") if row["resolution"] == resolution]
    return {state_of_code(row["iso3"]).name for row in calls if row["vote"] == vote}


def moved_to_yes(first_year: int, second_year: int) -> list[str]:
    return sorted(_voted(first_year, "abstain") & _voted(second_year, "yes"))


def moved_from_yes(first_year: int, second_year: int) -> list[str]:
    """The other way: from yes to abstaining."""
    return sorted(_voted(first_year, "yes") & _voted(second_year, "abstain"))


def new_yes(first_year: int, second_year: int) -> list[str]:
    """Every yes that was none before, from states that were not there too."""
    return sorted(_voted(second_year, "yes") - _voted(first_year, "yes"))


def left_abstaining(first_year: int, second_year: int) -> list[str]:
    """Every state that abstained before and not after, the ones that stayed away too."""
    return sorted(_voted(first_year, "abstain") - _voted(second_year, "abstain"))


def all_yes(first_year: int, second_year: int) -> list[str]:
    return sorted(_voted(second_year, "yes"))


# 06-4 ------------------------------------------------------------------------------------------------


def _recognise(second_year: int) -> set[str]:
    """UN members that recognised Abkhazia on the day of the vote of a year."""
    (day,) = (row["adopted_on"] for row in rows("un_votes") if row["adopted_on"].year == second_year)
    return set(recognised_by("Abkhazia", on=day))


def recognise_but_not_no(second_year: int) -> list[str]:
    return sorted(_recognise(second_year) - _voted(second_year, "no"))


def recognise_and_no(second_year: int) -> list[str]:
    return sorted(_recognise(second_year) & _voted(second_year, "no"))


def no_but_do_not_recognise(second_year: int) -> list[str]:
    return sorted(_voted(second_year, "no") - _recognise(second_year))


def recognise_and_abstained(second_year: int) -> list[str]:
    """Without the states that were not there."""
    return sorted(_recognise(second_year) & _voted(second_year, "abstain"))


def all_recognisers(second_year: int) -> list[str]:
    return sorted(_recognise(second_year))


# 06-5 ------------------------------------------------------------------------------------------------


def theories() -> dict[str, str]:
    return dict(THEORIES)


# 06-7 ------------------------------------------------------------------------------------------------


def _votes_where(last_year: int, test) -> int:
    counted = (row for row in rows("un_votes") if row["adopted_on"].year <= last_year)
    return sum(bool(test(row["in_favour"], row["against"], row["abstentions"])) for row in counted)


def yes_outnumbers_rest(last_year: int) -> int:
    return _votes_where(last_year, lambda yes, no, abstained: yes > no + abstained)


def yes_outnumbers_no(last_year: int) -> int:
    return _votes_where(last_year, lambda yes, no, abstained: yes > no)


def yes_outnumbers_abstentions(last_year: int) -> int:
    return _votes_where(last_year, lambda yes, no, abstained: yes > abstained)


def yes_from_half_of_all_members(last_year: int) -> int:
    return _votes_where(last_year, lambda yes, no, abstained: yes > UN_MEMBERS / 2)


def rest_outnumbers_yes(last_year: int) -> int:
    return _votes_where(last_year, lambda yes, no, abstained: yes < no + abstained)


# 06-8 ------------------------------------------------------------------------------------------------


def _entities(test) -> list[str]:
    return [row["entity"] for row in rows("comparators") if test(row)]


def _differ(row: dict) -> bool:
    return row["recognisers_min"] != row["recognisers_max"]


def needs_a_range(left_aside: str) -> list[str]:
    return _entities(lambda row: _differ(row) and row["confidence"] != left_aside)


def needs_a_range_with_low(left_aside: str) -> list[str]:
    return _entities(_differ)


def without_agreed_count(left_aside: str) -> list[str]:
    """The rows with an empty cell for the count, which is another question."""
    return _entities(lambda row: row["un_member_recognisers"] is None)


def one_number_is_enough(left_aside: str) -> list[str]:
    return _entities(lambda row: not _differ(row))


# Figures of the text --------------------------------------------------------------------------------


def years_since_the_first(territory: str = "South Ossetia", day: str = "2016-06-07") -> float:
    """Years from the first recognition by a UN member to the day of exercise 06-1."""
    first = min(row["date_recognised"] for row in _listed(territory, un_member=True))
    return (read_date(day) - first).days / 365.25
