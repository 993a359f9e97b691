"""Lesson 3: every answer is computed, every wrong answer has its own reply, none hangs on a doubtful place."""

import pytest

from courseutils import area_km2, distance_km, load_layer, load_places, place, points_along
from courseutils.checks import CANNOT_TELL, RIGHT, answer_to
from courseutils.exercises import exercises, lesson_03

TASKS = {e.id: e for e in exercises().values() if e.lesson == "03"}
COMPUTED = {id: e for id, e in TASKS.items() if e.kind != "written"}
FOUND = {}


def expected(id):
    return FOUND.setdefault(id, TASKS[id].expected.get(TASKS[id].parameters))


def reply_for(id, name):
    return next(w.reply for w in TASKS[id].wrong if w.name == name)


def test_there_are_six_checked_exercises_and_one_written():
    assert len(COMPUTED) == 6 and len(TASKS) == 7


# --- answers as students would make them ---------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_gaps_as_students_would_measure_them():
    stops, other = points_along(lesson_03.line(), 1), lesson_03.other()
    degrees = stops.distance(other.boundary.union_all()).max()
    assert answer_to(TASKS["03-3"], degrees).message == reply_for("03-3", "degrees, or the smallest")
    assert answer_to(TASKS["03-3"], distance_km(stops, other.boundary).min()).message == reply_for(
        "03-3", "degrees, or the smallest"
    )
    assert answer_to(TASKS["03-3"], distance_km(stops, other).max()).message == reply_for("03-3", "to the area")
    assert answer_to(TASKS["03-3"], distance_km(stops, other.boundary)).state == CANNOT_TELL


def test_the_widest_gap_does_not_hang_on_where_the_stops_fall():
    for every_km in (0.5, 2):
        assert answer_to(TASKS["03-3"], lesson_03.widest_gap(every_km)).state == RIGHT


def test_other_forms_of_a_right_answer_are_right():
    assert answer_to(TASKS["03-2"], "16 %").state == RIGHT
    assert answer_to(TASKS["03-3"], "7,35 km").state == RIGHT
    assert answer_to(TASKS["03-4"], ["ჩორჩანა", "Upper Khviti"]).state == RIGHT
    assert answer_to(TASKS["03-1"], expected("03-1") | {"c": "on the ground"}).state == RIGHT


# --- no answer may hang on a place nearer to a line than it is known --------------------------------------


def test_places_that_surely_change_sides_stay_so_with_a_third_of_a_kilometre_more_or_less():
    limit = TASKS["03-4"].parameters["line_error_km"]
    for slack in (-0.15, 0, 0.3, 0.5):
        assert lesson_03.surely_swapped(limit + slack) == expected("03-4")


def test_no_checked_answer_names_a_place_that_these_data_cannot_decide():
    doubtful = {"Ditsi", "Kvemo Nikozi", "Zemo Nikozi", "Perevi", "Ergneti", "Koshka", "Odzisi"}
    assert not doubtful & set(expected("03-4"))
    assert doubtful <= set(lesson_03.swapped()["name"])


def test_sixteen_places_change_sides_and_all_in_one_direction():
    found, places = lesson_03.swapped(), load_places()
    assert len(found) == 16 and not found["admin"].str.contains("former South Ossetian AO").any()
    inside, inside_other = (distance_km(places, layer) == 0 for layer in (lesson_03.osm(), lesson_03.other()))
    assert not (inside & ~inside_other).any()


def test_sentences_about_the_two_lines_are_true():
    assert round(expected("03-2")) == 16 and 590 < lesson_03.larger_in_km2() < 620
    inside = distance_km(points_along(lesson_03.line(), 1), lesson_03.other()) == 0
    assert 0.8 < inside.mean() < 0.86  # five stops of six
    assert abs(area_km2(lesson_03.abkhazia_other()) / area_km2(load_layer("abkhazia")) - 1) < 0.005
    assert round(expected("03-3"), 2) == lesson_03.GAP_KM
    stops = points_along(lesson_03.line(), 1)
    widest = stops.loc[[distance_km(stops, lesson_03.other().boundary).idxmax()]]
    town = place("Tskhinvali")
    assert widest.geometry.iloc[0].x < town.lon and distance_km(widest, "Tskhinvali").iloc[0] < 6


def test_the_line_lies_at_the_same_place_in_all_conventions():
    lines = load_layer("boundary_lines")
    assert set(lines["region"]) == {"Abkhazia", "South Ossetia"} and len(lines) == 2


def test_each_convention_has_two_of_the_six_sentences():
    assert sorted(expected("03-1").values()) == ["on_the_ground"] * 2 + ["recognisers"] * 2 + ["un"] * 2
