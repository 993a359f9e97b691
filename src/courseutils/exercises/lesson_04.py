"""Expected and likely wrong answers of lesson 4, computed from the tables chronology and figures."""

from courseutils._data import rows
from courseutils._lookup.dates import read_date

LOADED = ("2008-08-01", "2008-10-15")  # the days of load_events(...) in the lesson
CLOCK = ("hour", "minute")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
# The six events of exercise 04-1, by the short names that the lesson gives them.
SIX = {
    "EU mission": "2008-09-15",
    "agreement on the zones": "2008-09-08",
    "announcement": "2008-08-12c",
    "recognition": "2008-08-26",
    "treaties": "2008-09-17",
    "two leaders sign": "2008-08-14b",
}
DEAD = ("dead-ge-military", "dead-ge-police", "dead-ge-civilians", "dead-ru-military", "dead-so-365")
WOUNDED = ("wounded-ge", "wounded-ru")


def _events(first_day: str, last_day: str) -> list[dict]:
    first, last = read_date(first_day), read_date(last_day)
    return [row for row in rows("chronology") if first <= row["date"] <= last]


def _event(event_id: str) -> dict:
    return next(row for row in rows("chronology") if row["event_id"] == event_id)


# 04-1 ------------------------------------------------------------------------------------------------


def _numbered(names: list[str]) -> dict[str, str]:
    """Each name's place in the list; the names themselves stay in the order in which the lesson gives them."""
    place = dict(zip(names, ORDINALS, strict=True))
    return {name: place[name] for name in SIX}


def _by_date() -> list[str]:
    return sorted(SIX, key=lambda name: _event(SIX[name])["date"])


def order_of_time() -> dict[str, str]:
    return _numbered(_by_date())


def order_newest_first() -> dict[str, str]:
    return _numbered(_by_date()[::-1])


def order_of_the_alphabet() -> dict[str, str]:
    return _numbered(sorted(SIX, key=lambda name: _event(SIX[name])["event"]))


def recognition_after_the_agreement() -> dict[str, str]:
    right = order_of_time()
    names = ("recognition", "agreement on the zones")
    return dict(zip(names, (right[name] for name in names[::-1]), strict=True))


# 04-2 ------------------------------------------------------------------------------------------------


def clock_times(first_day: str, last_day: str) -> int:
    return len(_with_a_clock(first_day, last_day))


def _with_a_clock(first_day: str, last_day: str, precisions=CLOCK) -> list[dict]:
    return [row for row in _events(first_day, last_day) if row["precision"] in precisions]


def clock_times_minutes_only(first_day: str, last_day: str) -> int:
    return len(_with_a_clock(first_day, last_day, ("minute",)))


def clock_times_without_the_last_day(first_day: str, last_day: str) -> int:
    return len([row for row in _with_a_clock(first_day, last_day) if row["date"] < read_date(last_day)])


def clock_times_between_the_ends(first_day: str, last_day: str) -> int:
    kept = _with_a_clock(first_day, last_day)
    return len([row for row in kept if read_date(first_day) < row["date"] < read_date(last_day)])


def clock_times_all_loaded(first_day: str, last_day: str) -> int:
    """As if the days had not been chosen."""
    return clock_times(*LOADED)


def all_events(first_day: str, last_day: str) -> int:
    return len(_events(first_day, last_day))


# 04-3 ------------------------------------------------------------------------------------------------


def precise_and_contested(first_day: str, last_day: str) -> list[str]:
    return [row["event_id"] for row in _with_a_clock(first_day, last_day) if row["contested"]]


def precise(first_day: str, last_day: str) -> list[str]:
    return [row["event_id"] for row in _with_a_clock(first_day, last_day)]


def precise_and_not_contested(first_day: str, last_day: str) -> list[str]:
    return [row["event_id"] for row in _with_a_clock(first_day, last_day) if not row["contested"]]


def contested(first_day: str, last_day: str) -> list[str]:
    return [row["event_id"] for row in _events(first_day, last_day) if row["contested"]]


def precise_or_contested(first_day: str, last_day: str) -> list[str]:
    kept = _events(first_day, last_day)
    return [row["event_id"] for row in kept if row["contested"] or row["precision"] in CLOCK]


def minute_and_contested(first_day: str, last_day: str) -> list[str]:
    kept = _with_a_clock(first_day, last_day, ("minute",))
    return [row["event_id"] for row in kept if row["contested"]]


def nothing(first_day: str, last_day: str) -> list[str]:
    """As if True stood in quotation marks, or a row had to be hour and minute at once."""
    return []


# 04-4 ------------------------------------------------------------------------------------------------


def days_between(plan_event: str, left_event: str) -> int:
    return (_event(left_event)["date"] - _event(plan_event)["date"]).days


def days_with_both_ends(plan_event: str, left_event: str) -> int:
    return days_between(plan_event, left_event) + 1


def days_backwards(plan_event: str, left_event: str) -> int:
    return -days_between(plan_event, left_event)


def days_from_the_georgian_signature(plan_event: str, left_event: str) -> int:
    return days_between("2008-08-15", left_event)


def days_from_the_russian_signature(plan_event: str, left_event: str) -> int:
    return days_between("2008-08-16a", left_event)


def days_from_the_night(plan_event: str, left_event: str) -> int:
    return days_between("2008-08-07c", left_event)


# 04-6 ------------------------------------------------------------------------------------------------


def gaps(side: str, gap: str) -> int:
    """How many contested events of the days loaded have this gap for this side."""
    return len([row for row in _events(*LOADED) if row[side] == gap])


def gaps_of_the_other_kind(side: str, gap: str) -> int:
    return gaps(side, {"none found": "not looked up", "not looked up": "none found"}[gap])


def gaps_of_both_kinds(side: str, gap: str) -> int:
    return gaps(side, gap) + gaps_of_the_other_kind(side, gap)


def gaps_in_all_years(side: str, gap: str) -> int:
    return len([row for row in rows("chronology") if row[side] == gap])


# 04-7 ------------------------------------------------------------------------------------------------


def _sum(*figure_ids: str) -> float:
    return sum(row["value"] for row in rows("figures") if row["figure_id"] in figure_ids)


def dead_added() -> float:
    return _sum(*DEAD)


def dead_counted_twice() -> float:
    return _sum(*DEAD, "dead-so-162")


def dead_and_wounded() -> float:
    return _sum(*DEAD, *WOUNDED)


def dead_of_georgia() -> float:
    return _sum(*(figure for figure in DEAD if figure.startswith("dead-ge")))


def dead_with_the_early_claim() -> float:
    return _sum(*(figure for figure in DEAD if figure != "dead-so-365"), "dead-so-1492")


def dead_with_the_identified() -> float:
    return _sum(*(figure for figure in DEAD if figure != "dead-so-365"), "dead-so-162")
