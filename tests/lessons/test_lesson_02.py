"""Lesson 2: every answer is computed, every wrong answer has its own reply, and what the lesson states is so."""

from courseutils import Map, load_layer, load_places, place
from courseutils.checks import CANNOT_TELL, RIGHT, answer_to
from courseutils.exercises import exercises, lesson_02

TASKS = {e.id: e for e in exercises().values() if e.lesson == "02"}
COMPUTED = {id: e for id, e in TASKS.items() if e.kind != "written"}


def expected(id):
    return TASKS[id].expected.get(TASKS[id].parameters)


def reply_for(id, name):
    return next(w.reply for w in TASKS[id].wrong if w.name == name)


def test_there_are_seven_checked_exercises_or_more_and_one_written():
    assert len(COMPUTED) >= 7 and len(TASKS) == len(COMPUTED) + 1


# --- answers as students would make them ---------------------------------------------------------------


def test_rows_as_students_would_choose_them():
    places = load_places()
    tried = {
        "by control": places[places["control_2008_10"] == "de-facto-sukhumi"]["name"],
        "part of the word": places[places["admin"].str.contains("Abkhazia")]["name"],
        "the other rows": places[places["admin"] != "Abkhazia"]["name"],
        "every place": places["name"],
        "small letters": places[places["admin"] == "abkhazia"]["name"],
    }
    for name, answer in tried.items():
        assert answer_to(TASKS["02-1"], answer).message == reply_for("02-1", name)
    assert answer_to(TASKS["02-1"], places[places["admin"] == "Abkhazia"]).state == RIGHT
    assert answer_to(TASKS["02-1"], places["admin"] == "Abkhazia").state == CANNOT_TELL


def test_maps_as_students_would_make_them():
    places = load_places()
    seats, towns = (places[places["kind"] == kind] for kind in ("capital", "town"))
    both = Map("Both").add(seats, name="Seats").add(towns, name="Towns")
    assert answer_to(TASKS["02-5"], both.table(base=False)["name"]).state == RIGHT
    one = Map("One").add(seats, name="Seats")
    assert answer_to(TASKS["02-5"], one.table(base=False)["name"]).message == reply_for("02-5", "one layer: the seats")
    georgian = Map("Script").add(seats, name="Seats", label="name_ka")
    assert answer_to(TASKS["02-7"], georgian.table(base=False)["name"]).state == RIGHT
    assert answer_to(TASKS["02-7"], one.table(base=False)["name"]).message == reply_for("02-7", "in English")


def test_other_forms_of_a_right_answer_are_right():
    codes = {key: code.removeprefix("EPSG:") for key, code in expected("02-3").items()}
    assert answer_to(TASKS["02-3"], codes).state == RIGHT
    assert answer_to(TASKS["02-2"], {k: v.upper() for k, v in expected("02-2").items()}).state == RIGHT
    assert answer_to(TASKS["02-6"], "2").state == RIGHT


# --- no answer may hang on a doubtful place, and sentences are true -------------------------------------


def test_exchanged_towns_land_in_their_country_whatever_the_error_of_their_points():
    others = load_layer("neighbours").set_index("name").rename(index={"Türkiye": "Turkey"})
    for name in ("Sukhumi", "Tskhinvali"):
        around = lesson_02.exchanged_point(name).buffer(place(name).accuracy_m / 80_000)  # in degrees, on the safe side
        assert others.loc[[expected("02-2")[name]]].contains(around).all()
    assert lesson_02.exchanged_km("Batumi") < place("Batumi").accuracy_m / 1000
    assert round(lesson_02.exchanged_km("Batumi"), 1) == 1.4


def test_gori_has_the_numbers_of_the_lesson_in_each_system():
    assert lesson_02.gori_in("EPSG:3857") == [4_910_626, 5_158_778]
    assert lesson_02.gori_in("EPSG:32638") == [426_515, 4_648_525]
    assert lesson_02.gori_in("EPSG:4326") == [44.1129, 41.9853]


def test_places_of_the_unit_are_not_those_under_its_authorities_by_luck():
    unit, governed = expected("02-1"), lesson_02.places_under_sukhumi("Abkhazia")
    assert "Chkhalta" in unit and "Psou crossing" in set(governed) - set(unit)


def test_seven_names_are_three_places_and_two_are_russian():
    languages = expected("02-4")
    assert len({place(name).place_id for name in languages}) == 3
    assert list(languages.values()).count("Russian") == 2
    assert sum("\u0400" <= name[0] <= "\u04ff" for name in languages) == 5


def test_nine_spellings_are_three_places_and_each_finds_its_own():
    found = lesson_02.nine_spellings()
    assert len(found) == 9 and list(dict.fromkeys(found.values())) == ["Sukhumi", "Akhalgori", "Java"]


def test_decimals_fit_the_accuracy_for_other_villages_too():
    assert {name: lesson_02.honest_decimals(name) for name in ("Karaleti", "Variani", "Kurta", "Nadarbazevi")} == {
        "Karaleti": 2,
        "Variani": 2,
        "Kurta": 2,
        "Nadarbazevi": 2,
    }
    assert lesson_02.printed_decimals("Karaleti") == 4


def test_twenty_names_stand_on_the_map_and_one_seat_has_no_local_name():
    assert len(expected("02-5")) == 20
    assert lesson_02.labels("name_local") == ["Цхинвал", "Аҟәа"]
