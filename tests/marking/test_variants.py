"""Hidden variants: every value that may be drawn gives an answer that exists, differs, and hangs on nothing doubtful."""

import datetime as dt
import itertools

import pytest

from courseutils import distance_km, place
from courseutils._checking import answers
from courseutils._data import rows
from courseutils.checks import NOT_ATTEMPTED, RIGHT, answer_to
from courseutils.exercises import exercises, lesson_03, lesson_05, lesson_08, lessons
from courseutils.teach.marking import variants

LESSONS = [number for number in lessons() if variants.draws(number)]
CHECKED = {task.id: task for task in exercises().values() if task.kind != "written"}
DRAWN = {task.id: task for task in CHECKED.values() if variants.has_variant(task)}
FOUND = {}


def choices(task) -> list[dict]:
    """Every set of parameters that a variant may give to an exercise."""
    groups = [group for group in variants.draws(task.lesson) if set(group[0]) & set(task.parameters)]
    return [
        {name: value for row in several for name, value in row.items() if name in task.parameters}
        for several in itertools.product(*groups)
    ]


CASES = [(id, values) for id, task in DRAWN.items() for values in choices(task)]


def expected(task, values):
    key = (task.id, repr(sorted(values.items())))
    if key not in FOUND:
        FOUND[key] = task.expected.get(values)
    return FOUND[key]


def test_at_least_half_of_the_checked_exercises_have_a_variant():
    assert 2 * len(DRAWN) >= len(CHECKED), sorted(set(CHECKED) - set(DRAWN))


def test_an_exercise_with_a_parameter_has_a_variant_or_a_reason_why_not():
    reasons = {id for number in lessons() for id in variants.without(number)}
    assert {id for id, task in CHECKED.items() if task.parameters and id not in DRAWN} == reasons


@pytest.mark.parametrize("lesson", LESSONS)
def test_only_parameters_of_the_lesson_are_drawn_and_each_in_one_group(lesson):
    names = [name for group in variants.draws(lesson) for name in group[0]]
    assert len(names) == len(set(names)) and set(names) <= set(variants.usual(lesson))
    assert all(set(row) == set(group[0]) for group in variants.draws(lesson) for row in group)
    assert all(len({repr(row) for row in group}) == len(group) > 0 for group in variants.draws(lesson))


@pytest.mark.parametrize("lesson", lessons())
def test_exercises_that_share_a_parameter_share_its_usual_value(lesson):
    for task in exercises().values():
        if task.lesson == lesson:
            assert {name: variants.usual(lesson)[name] for name in task.parameters} == task.parameters


@pytest.mark.parametrize("id, values", CASES, ids=[f"{id}-{list(v.values())}" for id, v in CASES])
def test_the_answer_exists_and_the_usual_one_is_not_right(id, values):
    task = DRAWN[id]
    answer = expected(task, values)
    assert answer_to(task, answer, values).state == RIGHT
    other = answer_to(task, expected(task, task.parameters), values).state
    assert other not in (RIGHT, NOT_ATTEMPTED)
    assert answer_to(task, answer).state != RIGHT


@pytest.mark.parametrize("id, values", [c for c in CASES if DRAWN[c[0]].kind == "number"])
def test_a_number_differs_from_the_usual_one_by_more_than_both_tolerances(id, values):
    task = DRAWN[id]
    one, other = (answers.read(expected(task, v), task) for v in (values, task.parameters))
    assert abs(one - other) > 2 * max(task.tolerance, task.tolerance_percent / 100 * max(abs(one), abs(other)))


def test_the_same_seed_draws_the_same_and_others_draw_all_there_is():
    group = variants.draws("05")[0]
    seen = {repr(sorted((k, v) for k, v in variants.drawn("05", str(n)).items() if k in group[0])) for n in range(300)}
    assert variants.drawn("05", "a") == variants.drawn("05", "a") and len(seen) == len(group)


# --- nothing hangs on a place nearer to a limit than it is known -----------------------------------------


def doubtful(places, distances, limit_km, extra_km=0.0):
    """Names of the places that lie nearer to the limit than they are known."""
    margin = places["accuracy_m"] / 1000 + extra_km
    return sorted(places[(distances - limit_km).abs() <= margin]["name"])


CIRCLES = [tuple(row.values()) for row in variants.draws("05")[0]]


@pytest.mark.parametrize("centre, radius_km", CIRCLES)
def test_no_post_is_doubtful_at_a_circle_and_who_is_undecided_is_decided(centre, radius_km):
    posts, kartli, slack = lesson_05.posts(), lesson_05.kartli(), place(centre).accuracy_m / 1000
    assert doubtful(posts, distance_km(posts, centre), radius_km, slack) == []
    away, halved = distance_km(kartli, centre), kartli.assign(accuracy_m=kartli["accuracy_m"] / 2)
    named = expected(DRAWN["05-6"], {"centre": centre, "radius_km": radius_km})
    assert doubtful(kartli, away, radius_km, slack) == doubtful(halved, away, radius_km) == named


@pytest.mark.parametrize("post", [row["post"] for row in variants.draws("05")[1]])
def test_the_depth_of_a_post_is_known_better_than_it_is_deep(post):
    assert lesson_05.depth(post) > 2 * place(post).accuracy_m / 1000


@pytest.mark.parametrize("zone_km", [row["zone_km"] for row in variants.draws("05")[3]])
def test_posts_surely_inside_stay_so_with_a_tenth_more_or_less_error(zone_km):
    west, away = lesson_05.west(), lesson_05._west_km()
    for metres in (1100, 900):
        inside = sorted(west[away < zone_km - west["accuracy_m"] / metres]["name"])
        assert inside == lesson_05.west_posts_surely_inside(zone_km)


@pytest.mark.parametrize("line_error_km", [row["line_error_km"] for row in variants.draws("03")[1]])
def test_swapped_places_stay_so_if_the_line_is_off_by_50_metres_more_or_less(line_error_km):
    for shift in (-0.05, 0.05):
        assert lesson_03.surely_swapped(line_error_km + shift) == lesson_03.surely_swapped(line_error_km)


@pytest.mark.parametrize("limit_km", [row["limit_km"] for row in variants.draws("08")[0]])
def test_posts_surely_beyond_a_limit_stay_so_50_metres_nearer_or_farther(limit_km):
    for shift in (-0.05, 0.05):
        assert lesson_08.surely_beyond(limit_km + shift) == lesson_08.surely_beyond(limit_km)


VOTE_DAYS = {row["adopted_on"].year: row["adopted_on"].isoformat() for row in rows("un_votes")}
DAYS = {row["day"] for row in variants.draws("06")[0]} | {VOTE_DAYS[r["second_year"]] for r in variants.draws("06")[1]}


@pytest.mark.parametrize("day", sorted(DAYS))
def test_nobody_recognised_or_withdrew_within_two_weeks_of_the_day(day):
    changes = [row[c] for row in rows("recognitions") for c in ("date_recognised", "date_withdrawn")]
    gaps = [abs((change - dt.date.fromisoformat(day)).days) for change in changes if change]
    assert min(gaps) > 14
