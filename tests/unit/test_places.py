"""One place, many names: every spelling of the gazetteer finds its place or names all candidates."""

import csv
import dataclasses
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseutils._data import data_dir
from courseutils.places import Place, PlaceError, load_places, place

with (data_dir() / "tables" / "places.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))  # read here without the code under test


def spellings(row) -> list[str]:
    given_names = [row[key] for key in ("place_id", "name", "name_ka", "name_ru", "name_local")]
    return [name for name in (*given_names, *row["name_variants"].split(";")) if name]


EVERY = [(name, row["place_id"]) for row in ROWS for name in spellings(row)]
UNIQUE = [pair for pair in EVERY if pair[0] not in ("Никоз", "Nikozi", "Niqozi", "Егры")]
NOISE = st.sampled_from(["'", "’", "-", " ", "\u0301", "", "", "", ""])


@pytest.mark.parametrize(("name", "place_id"), UNIQUE)
def test_every_spelling_finds_its_place(name, place_id):
    assert place(name).place_id == place_id


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Nikozi", {"zemo-nikozi", "kvemo-nikozi"}),
        ("Niqozi", {"zemo-nikozi", "kvemo-nikozi"}),
        ("Никоз", {"zemo-nikozi", "kvemo-nikozi"}),
        ("Егры", {"enguri-bridge", "enguri-dam"}),
        ("Achabeti", {"zemo-achabeti", "kvemo-achabeti"}),
        ("აჩაბეთი", {"zemo-achabeti", "kvemo-achabeti"}),
        ("Ачабети", {"zemo-achabeti", "kvemo-achabeti"}),
    ],
)
def test_a_name_of_two_places_names_both_and_asks_for_more(name, candidates):
    with pytest.raises(PlaceError, match="Write the full name") as caught:
        place(name)
    ids = {row["place_id"] for row in ROWS if f"({row['place_id']})" in str(caught.value)}
    assert ids == candidates


def test_no_other_spelling_of_the_gazetteer_is_shared():
    owners = {}
    for name, place_id in EVERY:
        owners.setdefault(name, set()).add(place_id)
    assert {name for name, ids in owners.items() if len(ids) > 1} == {"Никоз", "Niqozi", "Егры"}


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Sukhum", "sukhumi"),
        ("Sokhumi", "sukhumi"),
        ("სოხუმი", "sukhumi"),
        ("Сухум", "sukhumi"),
        ("Сухуми", "sukhumi"),
        ("Аҟәа", "sukhumi"),
        ("Цхинвал", "tskhinvali"),
        ("TSKHINVALI ", "tskhinvali"),
        ("Ts'khinvali", "tskhinvali"),
        ("TSKHİNVALİ", "tskhinvali"),
        ("Ленингори", "akhalgori"),
        ("Gupta", "didi-gupta"),
        ("Poti", "poti"),
        ("Kvemo Azhara", "kvemo-azhara"),
        ("zemo nikozi", "zemo-nikozi"),
        ("Chkhorotsku", "chkhorotsku"),
    ],
)
def test_names_as_the_news_prints_them(name, place_id):
    assert place(name).place_id == place_id


@given(st.data())
def test_case_spaces_accents_and_apostrophes_find_the_same_place(data):
    name, place_id = data.draw(st.sampled_from(UNIQUE))
    marked = "".join(letter + data.draw(NOISE) for letter in name)
    assert place(data.draw(st.sampled_from([marked, marked.upper(), f" {marked} "]))).place_id == place_id


@given(st.text(max_size=20))
def test_any_text_is_a_place_or_a_sentence(text):
    try:
        assert isinstance(place(text), Place)
    except PlaceError as error:
        assert str(error).endswith((".", "?"))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Tskhinvale", "Tskhinvali"),
        ("Цхинвалы", "Tskhinvali"),
        ("Zchinwali", "Tskhinvali"),
        ("Suhumi", "Sukhumi"),
        ("Karaletti", "Karaleti"),
        ("ახალგირი", "Akhalgori"),
    ],
)
def test_a_misspelling_gets_the_nearest_name(name, meant):
    with pytest.raises(PlaceError, match=f"no place called {name!r}. Did you mean {meant}"):
        place(name)


def test_an_area_is_no_point():
    with pytest.raises(PlaceError, match="area, not a point"):
        place("Abkhazia")


@pytest.mark.parametrize("name", ["Reykjavik", "", "  "])
def test_where_nothing_is_near_the_reply_says_how_to_list_all(name):
    with pytest.raises(PlaceError, match=r"load_places\(\)"):
        place(name)


@pytest.mark.parametrize("value", [None, 3, ["Gori"]])
def test_what_is_no_name_is_told_so(value):
    with pytest.raises(TypeError, match="text in quotation marks"):
        place(value)


def test_a_place_holds_what_the_table_says():
    for row in ROWS:
        p = place(row["place_id"])
        assert (p.name, p.lat, p.lon, p.accuracy_m) == (
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            int(row["accuracy_m"]),
        )
        assert p.names == {"en": row["name"], "ka": row["name_ka"], "ru": row["name_ru"], "local": row["name_local"]}
        assert (p.kind, p.admin, p.source_id) == (row["kind"], row["admin"], row["coord_source_id"])


def test_a_place_is_hashable_cannot_be_changed_and_survives_pickling():
    gori = place("Gori")
    assert len({gori, place("გორი")}) == 1
    assert pickle.loads(pickle.dumps(gori)) == gori == place(gori)
    with pytest.raises(dataclasses.FrozenInstanceError):
        gori.lat = 0.0


def test_point_is_longitude_first_and_shapely_takes_a_place():
    from shapely.geometry import shape

    gori = place("Gori")
    assert (gori.point.x, gori.point.y) == (gori.lon, gori.lat) == (44.1129, 41.9853)
    assert shape(gori) == gori.point


@pytest.mark.parametrize(
    ("name", "languages", "label"),
    [
        ("Sukhumi", (), "Sukhumi"),
        ("Sukhumi", ("ka",), "სოხუმი"),
        ("Sukhumi", ("ka", "ru"), "სოხუმი (Rus. Сухуми)"),
        ("Sukhumi", ("all",), "Sukhumi (Abk. Аҟәа, Geo. სოხუმი, Rus. Сухуми)"),
        ("Tskhinvali", ("all",), "Tskhinvali (Geo. ცხინვალი, Oss. Цхинвал, Rus. Цхинвали)"),
        ("Karaleti", ("local",), "Karaleti"),
        ("Gagra", ("en", "local", "ru"), "Gagra (Abk./Rus. Гагра)"),
    ],
)
def test_labels(name, languages, label):
    assert place(name).label(*languages) == label


def test_a_label_in_an_unknown_language_lists_the_languages():
    with pytest.raises(PlaceError, match="Languages are en, ka, ru, local and all"):
        place("Gori").label("fr")


def test_every_place_has_a_full_label():
    assert all(place(row["place_id"]).label("all").startswith(row["name"]) for row in ROWS)


def test_load_places_is_the_whole_gazetteer_in_degrees():
    table = load_places()
    assert (len(table), table.crs.to_epsg()) == (len(ROWS), 4326)
    assert list(table["place_id"]) == [row["place_id"] for row in ROWS]
    assert (table.geometry.x == table["lon"]).all() and (table.geometry.y == table["lat"]).all()


def test_load_places_by_kind_and_unit():
    expected = [r["name"] for r in ROWS if r["kind"] == "checkpoint" and r["admin"] == "Shida Kartli"]
    table = load_places(kind="checkpoint", admin="Shida Kartli")
    assert list(table["name"]) == expected and list(table.index) == list(range(len(expected)))


@pytest.mark.parametrize(("keys", "meant"), [({"kind": "vilage"}, "village"), ({"admin": "Abhazia"}, "Abkhazia")])
def test_an_unknown_kind_or_unit_gets_the_nearest(keys, meant):
    with pytest.raises(PlaceError, match=f"Did you mean {meant}"):
        load_places(**keys)
