"""Names compare as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseutils._data import rows
from courseutils._lookup.names import near, needs_text, normalise, transliterate
from courseutils._lookup.states import StateError, find_state, states

SPELLINGS = sorted(
    {row[key] for row in rows("places") for key in ("name", "name_ka", "name_ru", "name_local") if row[key]}
)
NOISE = st.sampled_from(["'", "’", "ʼ", "`", "-", " ", "\u00a0", "\u200b", "\u0301", "", "", ""])


@st.composite
def noisy(draw):
    """A name of the gazetteer, and the same with marks between its letters and another case."""
    name = draw(st.sampled_from(SPELLINGS))
    marked = "".join(letter + draw(NOISE) for letter in name)
    return name, draw(st.sampled_from([marked, marked.upper(), marked.title(), f"  {marked}\t"]))


@given(noisy())
def test_noise_does_not_change_the_key(pair):
    name, written = pair
    assert normalise(written) == normalise(name) != ""


@given(st.text())
def test_normalise_is_stable_and_leaves_letters_and_digits_only(text):
    key = normalise(text)
    assert normalise(key) == key
    assert key == "".join(key.split())


@pytest.mark.parametrize("written", ["TSKHİNVALİ", "tskhınvalı", "Ts’khinvali", "ｔｓｋｈｉｎｖａｌｉ", "tskhin-vali"])
def test_turkish_letters_wide_letters_and_apostrophes(written):
    assert normalise(written) == "tskhinvali"


def test_georgian_capitals_equal_the_usual_letters():
    assert normalise("სოხუმი".upper()) == normalise("სოხუმი") != normalise("გორი")


@pytest.mark.parametrize(
    "row", [r for r in rows("places") if r["place_id"] in ("tskhinvali", "gori", "zugdidi", "akhalgori")]
)
def test_georgian_and_russian_letters_read_as_the_english_name(row):
    assert transliterate(row["name_ka"]) == transliterate(row["name_ru"]) == transliterate(row["name"])


def test_every_name_of_the_gazetteer_becomes_latin_letters():
    assert [name for name in SPELLINGS if not transliterate(name).isascii()] == []


def test_near_offers_a_name_once_and_nothing_when_nothing_is_near():
    offered = {"Tskhinval": "Tskhinvali", "Tskhinvali": "Tskhinvali", "Gori": "Gori"}
    assert near("Цхинвалы", offered) == "Did you mean Tskhinvali?"
    assert near("Reykjavik", offered) == ""


@pytest.mark.parametrize("value", [None, 7, 4.5, ["Gori"], b"Gori"])
def test_what_is_no_text_is_told_so_with_an_example(value):
    with pytest.raises(TypeError, match="text in quotation marks, such as 'Gori'"):
        needs_text(value, "Gori")


def test_every_state_is_found_by_its_name_code_and_variants():
    for state in states().values():
        for spelling in filter(None, (state.name, state.iso3, state.iso3.lower(), *state.variants)):
            assert find_state(spelling) is state, spelling


STATE_SPELLINGS = [(spelling, s.name) for s in states().values() for spelling in filter(None, (s.name, *s.variants))]


@given(st.data())
def test_case_spaces_accents_and_apostrophes_find_the_same_state(data):
    spelling, name = data.draw(st.sampled_from(STATE_SPELLINGS))
    marked = "".join(letter + data.draw(NOISE) for letter in spelling)
    assert find_state(data.draw(st.sampled_from([marked, marked.upper(), f" {marked}\t"]))).name == name


def test_there_are_193_members_of_the_united_nations_each_with_a_code():
    members = [s for s in states().values() if s.un_member]
    assert len(members) == len({s.iso3 for s in members}) == 193
    assert all(len(s.iso3) == 3 for s in members)


def test_the_states_cover_the_recognitions_and_the_roll_calls():
    assert {row["state"] for row in rows("recognitions")} <= set(states())
    assert {row["iso3"] for row in rows("un_rollcall")} <= {s.iso3 for s in states().values() if s.un_member}


def test_the_states_agree_with_the_recognitions_on_codes_and_membership():
    for row in rows("recognitions"):
        state = states()[row["state"]]
        assert (state.iso3 or None, state.un_member) == (row["iso3"], row["un_member"])


def test_an_unknown_state_gets_the_nearest_names():
    with pytest.raises(StateError, match="Did you mean Venezuela"):
        find_state("Venezuella")
    with pytest.raises(StateError, match="North Korea"):
        find_state("Korea")
