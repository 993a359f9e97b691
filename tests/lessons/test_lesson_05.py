"""Lesson 5: every answer is computed, every wrong answer has its own reply, none hangs on a doubtful place."""

import re
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import LineString

from courseutils import area_km2, buffer_km, distance_km, load_layer, load_places, place
from courseutils.checks import CANNOT_TELL, NOT_YET, RIGHT, answer_to
from courseutils.exercises import exercises, lesson_05

LESSON = Path(__file__).resolve().parents[2] / "lessons" / "05_how_wide_is_a_buffer_zone.py"
TASKS = {e.id: e for e in exercises().values() if e.lesson == "05"}
COMPUTED = {id: e for id, e in TASKS.items() if e.kind != "written"}
FOUND = {}


def right_answer(task):
    return FOUND.setdefault(task.id, task.expected.get(task.parameters))


def test_there_are_at_least_five_checked_exercises_and_one_written():
    assert len(COMPUTED) >= 5 and len(TASKS) > len(COMPUTED)


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS", "ignore:Boolean Series key")
def test_wrong_answers_as_students_would_compute_them_get_the_reply_meant_for_them():
    town, posts = load_places().query("name == 'Tskhinvali'"), lesson_05.posts()
    line, karaleti = lesson_05._line("South Ossetia").to_crs(3857), place("Karaleti")
    mercator = town.to_crs(3857).buffer(15_000)
    flat = gpd.GeoSeries([karaleti.point], crs=4326).to_crs(3857).distance(line.union_all()).iloc[0]
    tried = {
        ("05-1", "degrees"): area_km2(town.buffer(15 / 111.32)),
        ("05-1", "web mercator"): area_km2(mercator),
        ("05-1", "15 degrees"): area_km2(town.buffer(15)),
        ("05-2", "inside instead of outside"): posts[posts.within(mercator.to_crs(4326).union_all())],
        ("05-2", "every post"): posts[~posts.within(buffer_km("Tskhinvali", 15), align=True)]["name"],
        ("05-2", "no post"): posts[posts.within(buffer_km("Tskhinvali", 15), align=True)]["name"],
        ("05-3", "from Tskhinvali"): distance_km("Tskhinvali", "Karaleti"),
        ("05-3", "Web Mercator"): flat / 1000,
    }
    for (id, name), answer in tried.items():
        assert answer_to(TASKS[id], answer).message == next(w.reply for w in TASKS[id].wrong if w.name == name)


def test_other_forms_of_a_right_answer_are_right():
    names = right_answer(TASKS["05-2"])
    assert answer_to(TASKS["05-2"], [place(n).names["ka"] for n in reversed(names)]).state == RIGHT
    assert answer_to(TASKS["05-1"], "706,9 square km").state == RIGHT
    assert answer_to(TASKS["05-2"], 15).state == CANNOT_TELL


# --- no answer may hang on a place nearer to a limit than its point is known ---------------------------


def doubtful(places, distances, limit_km, extra_km=0.0):
    """Names of the places that lie nearer to the limit than they are known."""
    margin = places["accuracy_m"] / 1000 + extra_km
    return sorted(places[(distances - limit_km).abs() <= margin]["name"])


def test_the_finder_finds_the_known_cases():
    kartli = lesson_05.kartli()
    assert doubtful(kartli, distance_km(kartli, "Tskhinvali"), 15) == ["Dzevera", "Kitsnisi"]
    to_line = distance_km(kartli, lesson_05._line("South Ossetia"))
    assert {"Ditsi", "Kvemo Nikozi", "Ergneti"} <= set(doubtful(kartli, to_line, 0))


def test_no_post_is_doubtful_at_the_circle_even_if_the_centre_is_off():
    centre, radius_km = TASKS["05-2"].parameters.values()
    stood = lesson_05.posts()
    slack = place(centre).accuracy_m / 1000
    assert doubtful(stood, distance_km(stood, centre), radius_km, slack) == []


def test_who_is_undecided_is_itself_decided():
    """Half the accuracy, or the accuracy and the centre's together, give the same two names."""
    kartli, (centre, radius_km) = lesson_05.kartli(), TASKS["05-6"].parameters.values()
    away, named = distance_km(kartli, centre), right_answer(TASKS["05-6"])
    slack = place(centre).accuracy_m / 1000
    halved = kartli.assign(accuracy_m=kartli["accuracy_m"] / 2)
    assert doubtful(kartli, away, radius_km, slack) == doubtful(halved, away, radius_km) == named


def test_depth_of_the_post_is_known_better_than_it_is_deep():
    post = TASKS["05-3"].parameters["post"]
    known_km = place(post).accuracy_m / 1000
    wrong_km = lesson_05.depth_from_town(post) - right_answer(TASKS["05-3"])
    assert right_answer(TASKS["05-3"]) > 2 * known_km and wrong_km > 2 * known_km


def test_whole_kilometres_near_the_depth_are_right_and_the_measure_of_another_outline_is_not():
    states = {answer: answer_to(TASKS["05-3"], answer).state for answer in (6, 7, "7 km", 5.0, 8, 21)}
    assert states == {6: RIGHT, 7: RIGHT, "7 km": RIGHT, 5.0: NOT_YET, 8: NOT_YET, 21: NOT_YET}
    assert abs(lesson_05.depth_natural_earth("Karaleti") - right_answer(TASKS["05-3"])) > 2 * TASKS["05-3"].tolerance


@pytest.mark.parametrize("read", [6.4, "6.4", "6,4 km"])
def test_the_newspapers_figure_is_no_measure_of_the_depth(read):
    reply = answer_to(TASKS["05-3"], read)
    assert reply.state == NOT_YET and "the newspaper's four miles" in reply.message
    measured = right_answer(TASKS["05-3"])
    assert {answer_to(TASKS["05-3"], km).state for km in (measured, round(measured, 1), round(measured), 6.5)} == {
        RIGHT
    }


def test_side_of_four_miles_is_decided_for_posts_far_from_it_only():
    sides = {name: lesson_05.side_of_distance(name, 6.4) for name in ("Karaleti", "Variani", "Megvrekisi", "Ergneti")}
    assert sides == {"Karaleti": "cannot tell", "Variani": "farther", "Megvrekisi": "nearer", "Ergneti": "nearer"}


def test_the_board_has_line_and_post_on_the_side_where_they_are():
    """Tskhinvali lies inside the line and the post outside it, so the line stands between the two."""
    inside, line = load_layer("south_ossetia").union_all(), lesson_05._line("South Ossetia").union_all()
    assert inside.contains(place("Tskhinvali").point) and not inside.contains(place("Karaleti").point)
    assert LineString([place("Tskhinvali").point, place("Karaleti").point]).intersects(line)
    board = (LESSON.parents[1] / "guide" / "plans" / LESSON.name).with_suffix(".md").read_text(encoding="utf-8")
    head = board.split("## Board\n\n```\n")[1].splitlines()[0]
    assert head.index("Tskhinvali") < head.index("the line") < head.index("post")


def test_the_text_says_for_which_values_the_check_is_where_it_invites_to_change_them():
    invitation = re.search(r"If you change them,.*?others\.", LESSON.read_text(encoding="utf-8").replace("\n# ", " "))
    assert "The check is about 15 km round Tskhinvali: set the values back before you check." in invitation[0]
    assert TASKS["05-1"].parameters == {"centre": "Tskhinvali", "radius_km": 15}


def test_posts_surely_inside_or_outside_in_the_west_stay_so_with_a_third_more_or_less_error():
    west, zone_km = lesson_05.west(), TASKS["05-7"].parameters["zone_km"]
    away = distance_km(west, lesson_05._line("Abkhazia"))
    for metres in (750, 1330):
        error = west["accuracy_m"] / metres
        assert sorted(west[away < zone_km - error]["name"]) == right_answer(TASKS["05-7"])
        assert sorted(west[away > zone_km + error]["name"]) == lesson_05.west_posts_surely_outside(zone_km)


def test_sentences_about_single_places_are_true():
    assert "Variani" in lesson_05.posts_outside_circle("Tskhinvali", 15)
    assert "Variani" not in lesson_05.posts_outside_tall_circle("Tskhinvali", 15)
    assert len(right_answer(TASKS["05-2"])) == 8 and len(lesson_05.posts()) == 10
    west, enguri = lesson_05.west(), lesson_05._line("Abkhazia")
    assert "Urta" in doubtful(west, distance_km(west, enguri), 12)
    assert right_answer(TASKS["05-7"]) == ["Ganmukhuri"] and len(lesson_05.west_posts_surely_outside(12)) == 5
    assert lesson_05.west_posts_inside_as_mapped(12) == ["Ganmukhuri", "Urta"]
    sure = lesson_05.west_posts_surely_outside(24)
    assert sorted(sure) == ["Nabada", "Patara Poti", "Teklati"] and not doubtful(west, distance_km(west, enguri), 24)
