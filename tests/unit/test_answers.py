"""A right answer in another form is right; an answer of an odd type gets a sentence, never a traceback."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseutils.checks import CANNOT_TELL, NOT_ATTEMPTED, NOT_YET, RIGHT, answer_to
from courseutils.exercises import Exercise, Value, Wrong


def task(kind: str, expected, **other) -> Exercise:
    """A made-up exercise of one kind."""
    settings = dict(
        id="99-1", lesson="99", title="Test", variable="mine", kind=kind, expected=Value("99", expected), right="Right so.",
        not_yet="Look again.", hints=("a", "b", "c"), wrong=(), parameters={}, options=(), tolerance=0.0,
        tolerance_percent=0.0, unit="", min_words=0, max_words=0, rubric=(),
    )  # fmt: skip
    return Exercise(**{**settings, **other})


KM = task("number", 15, tolerance=0.5, unit="km")
POSTS = task("places", ["Karaleti", "Variani"])
SIDE = task("choice", "claim", options=("report", "claim", "quotation"))
LABELS = task("labels", {1: "claim", 2: "report"}, options=("report", "claim"))
DAY = task("date", "2008-10-08")


@pytest.mark.parametrize(
    "answer", [15, 15.0, 15.4, "15", "15 km", "15,2", '"15"', "“15 km”", np.float64(15), np.array([15]), Decimal("15")]
)
def test_a_number_is_right_in_any_form(answer):
    assert answer_to(KM, answer).state == RIGHT


@pytest.mark.parametrize(
    "answer", [float("nan"), 10**400, True, [15], {}, "near", np.array([1, 2]), object(), len, lambda: 15]
)
def test_what_is_no_number_is_told_so(answer):
    reply = answer_to(KM, answer)
    assert reply.state == CANNOT_TELL
    assert reply.message.startswith("In mine, ")


@pytest.mark.parametrize(
    "unit, answer, wanted",
    [("km", "15000 m", "Write the number alone, in km."), ("", "15 paragraphs", "Write the number alone.")],
)
def test_a_number_with_another_word_is_told_to_stand_alone(unit, answer, wanted):
    reply = answer_to(task("number", 15, unit=unit), answer)
    assert (reply.state, reply.message) == (CANNOT_TELL, f"In mine, '{answer}' has more than a number in it. {wanted}")


@pytest.mark.parametrize("kind", [KM, POSTS, SIDE, LABELS, DAY])
@pytest.mark.parametrize("answer", [..., None, "", "   "])
def test_a_blank_is_not_an_attempt(kind, answer):
    assert answer_to(kind, answer).state == NOT_ATTEMPTED


NAMES = ["Karaleti", "Variani"]


@pytest.mark.parametrize(
    "answer",
    [
        NAMES, tuple(NAMES), set(NAMES), NAMES[::-1], NAMES * 2, "Karaleti, Variani", "VARIANI; karaleti",
        ["Каралети", "ვარიანი"], pd.Series(NAMES), pd.Index(NAMES), np.array(NAMES), dict.fromkeys(NAMES),
        pd.DataFrame({"name": NAMES, "km": [6.6, 9.5]}), pd.DataFrame({"renamed": NAMES}), pd.Series(NAMES).unique(),
    ],
)  # fmt: skip
def test_a_collection_is_right_in_any_form(answer):
    assert answer_to(POSTS, answer).state == RIGHT


def test_a_generator_is_read_once_and_right():
    assert answer_to(POSTS, (name for name in NAMES)).state == RIGHT


def test_a_likely_mistake_measured_in_another_way_is_known():
    metres = Wrong("metres", Value("99", 7351.5), "That is in metres.")
    gap = task("number", 7.3515, tolerance=0.2, wrong=(metres,))
    assert answer_to(gap, 7349.3).message == "That is in metres."
    assert answer_to(gap, 7300.0).message == "Look again."


def test_a_generator_of_listed_names_is_right_and_used_up_after_it():
    listed = task("names", ["afp", "civil"], options=("afp", "civil", "ria"))
    once = (name for name in ["civil", "afp"])
    assert answer_to(listed, once).state == RIGHT
    assert "list(...)" in answer_to(listed, once).message


@pytest.mark.parametrize("text", ["59,000", "1,234,567", "-12,500"])
def test_a_comma_that_may_part_thousands_is_asked_about(text):
    assert "in two ways" in answer_to(KM, text).message


def test_other_words_for_an_option_mean_it():
    lands = task("choice", "Turkey", options=("Georgia", "Turkey"), also={"Türkiye": "Turkey"})
    hosts = task("names", ["UN"], options=("EU", "UN"), also={"United Nations": "UN"})
    assert answer_to(lands, "Türkiye").state == RIGHT
    assert answer_to(hosts, ["United Nations"]).state == RIGHT


def test_a_code_is_right_as_a_number_and_as_a_reference_system():
    from pyproj import CRS

    code = task("choice", "EPSG:3857", options=("EPSG:4326", "EPSG:3857"))
    assert [answer_to(code, given).state for given in (3857, CRS(3857), CRS(4326))] == [RIGHT, RIGHT, NOT_YET]


def test_an_endless_generator_ends():
    def forever():
        while True:
            yield "Karaleti"

    assert answer_to(POSTS, forever()).state == CANNOT_TELL


@pytest.mark.parametrize("answer", [7, [1, 2], ["Karaleti", None], pd.DataFrame({"a": NAMES, "b": NAMES}), sorted])
def test_what_is_no_collection_of_names_is_told_so(answer):
    assert answer_to(POSTS, answer).state == CANNOT_TELL


def test_a_misspelt_place_gets_the_nearest_name():
    reply = answer_to(POSTS, ["Karaletti", "Variani"])
    assert reply.state == CANNOT_TELL
    assert "Karaleti" in reply.message


def test_a_part_of_a_collection_says_how_far_without_naming():
    reply = answer_to(POSTS, ["Karaleti", "Gori"])
    assert reply.state == NOT_YET
    assert "1 of 2" in reply.message
    assert "Variani" not in reply.message


def test_an_empty_collection_is_an_answer_and_is_told_how_it_comes_about():
    assert answer_to(POSTS, []).state == NOT_YET
    assert answer_to(POSTS, []).message.startswith("Look again. Your list is empty")
    of_its_own = Wrong("none", Value("99", []), "None at all? Mind the units.")
    assert answer_to(task("names", NAMES, wrong=(of_its_own,)), []).message == of_its_own.reply


def test_the_answers_to_a_question_in_place_of_the_rows_are_told_where_they_belong():
    asked = pd.Series(NAMES) == "Karaleti"
    assert "square brackets after the table" in answer_to(POSTS, asked).message
    assert "square brackets" not in answer_to(POSTS, ["Karaleti", True]).message


def test_what_the_tables_do_not_know_is_told_in_one_sentence_with_the_variable():
    assert answer_to(POSTS, "Nowhere").message.startswith("In mine, the gazetteer has no place called 'Nowhere'")


def test_one_word_is_one_word():
    text = task("written", "", min_words=40)
    assert answer_to(text, "Yes.").message.startswith("You have 1 word;")
    assert answer_to(text, "Yes and no.").message.startswith("You have 3 words;")


@pytest.mark.parametrize("answer", ["claim", " Claim. ", ["claim"], np.array(["claim"])[0]])
def test_a_choice_is_right_in_any_form(answer):
    assert answer_to(SIDE, answer).state == RIGHT


def test_a_choice_that_is_none_lists_the_options():
    assert "quotation" in answer_to(SIDE, "rumour").message


@pytest.mark.parametrize(
    "answer", [{1: "claim", 2: "report"}, {"1": "Claim", "2": "REPORT"}, pd.Series({1: "claim", 2: "report"})]
)
def test_labels_are_right_in_any_form(answer):
    assert answer_to(LABELS, answer).state == RIGHT


@pytest.mark.filterwarnings("error")
def test_a_reference_system_is_no_dictionary_and_warns_of_nothing():
    from pyproj import CRS

    assert "a dictionary such as" in answer_to(LABELS, CRS(4326)).message


def test_labels_half_filled_say_how_many_fit_and_how_many_are_open():
    assert answer_to(LABELS, {1: "claim", 2: ...}).message.endswith("1 of 2 fit so far, 1 still to fill in.")
    assert answer_to(LABELS, {1: "claim", 2: "claim"}).message.endswith("1 of 2 fit so far.")
    assert answer_to(LABELS, {1: ..., 2: ...}).state == NOT_ATTEMPTED


def test_a_misspelt_key_is_named_with_the_one_that_was_meant():
    words = task("labels", {"annexation": "claim", "enclaves": "report"}, options=("report", "claim"))
    reply = answer_to(words, {"anexation": "claim", "enclaves": "report"})
    assert "'anexation' is not among the words to fill in. Did you mean annexation?" in reply.message


DAYS = [
    "2008-10-08",
    "8 October 2008",
    "Oct 8, 2008",
    "08.10.2008",
    dt.date(2008, 10, 8),
    pd.Timestamp("2008-10-08 12:00"),
]


COLUMN = np.array(["2008-10-08"], dtype="datetime64[ns]")


@pytest.mark.parametrize("answer", [*DAYS, dt.datetime(2008, 10, 8), np.datetime64("2008-10-08"), COLUMN[0]])
def test_a_date_is_right_in_any_form(answer):
    assert answer_to(DAY, answer).state == RIGHT


@pytest.mark.parametrize("answer", ["2008-02-30", "soon", 20081008, pd.NaT])
def test_what_is_no_date_is_told_so(answer):
    assert answer_to(DAY, answer).state == CANNOT_TELL


def test_a_likely_wrong_answer_gets_its_own_reply():
    wrong = Wrong("metres", Value("99", 15000), "You gave metres.")
    assert answer_to(task("number", 15, tolerance=0.5, wrong=(wrong,)), 15000).message == "You gave metres."


def test_an_object_that_claims_to_equal_everything_is_not_right():
    class Yes:
        def __eq__(self, other):
            return True

        def __hash__(self):
            return 1

    assert answer_to(SIDE, Yes()).state == CANNOT_TELL
    assert answer_to(KM, Yes()).state == CANNOT_TELL


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(ANYTHING)
def test_no_answer_makes_a_check_fall_over(answer):
    states = {answer_to(kind, answer).state for kind in (KM, POSTS, SIDE, LABELS, DAY)}
    assert states <= {RIGHT, NOT_YET, NOT_ATTEMPTED, CANNOT_TELL}


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6))
def test_a_number_is_right_exactly_within_its_tolerance(number):
    assert (answer_to(KM, number).state == RIGHT) == (abs(number - 15) <= 0.5 + 1.5e-8)


WHO = task("choice", "Saakashvili", options=("Bokeria", "Saakashvili", "the article", "South Ossetia", "Abkhazia"))


@pytest.mark.parametrize(
    ("answer", "state"), [("Mikheil Saakashvili", RIGHT), ("article", NOT_YET), ("Ossetia", NOT_YET)]
)
def test_a_longer_or_shorter_form_of_one_option_is_understood(answer, state):
    assert answer_to(WHO, answer).state == state


@pytest.mark.parametrize("answer", ["not Saakashvili", "Saakashvili or Bokeria", "Saakashvili, Bokeria", "the"])
def test_what_names_no_single_option_is_told_so(answer):
    assert answer_to(WHO, answer).state == (CANNOT_TELL if answer != "the" else NOT_YET)


def test_a_name_that_is_not_listed_is_told_so():
    listed = task("names", ["afp", "civil"], options=("afp", "civil", "ria"))
    assert "Did you mean afp?" in answer_to(listed, ["afpp", "civil"]).message
    assert answer_to(listed, ["CIVIL", "afp"]).state == RIGHT


class Hostile:
    """An object that fails at whatever one does with it."""

    def __str__(self):
        raise RuntimeError

    def item(self):
        raise RuntimeError

    def __iter__(self):
        raise RuntimeError


@pytest.mark.parametrize("kind", [KM, POSTS, SIDE, LABELS, DAY])
@pytest.mark.parametrize(
    "answer", [np.array("x"), [10**5000], Decimal("sNaN"), Hostile(), [Hostile()]], ids=lambda a: type(a).__name__
)
def test_no_object_makes_a_check_fall_over(kind, answer):
    assert answer_to(kind, answer).state in (CANNOT_TELL, NOT_YET)


@pytest.mark.parametrize("text", ["Karaleti and Variani", "Variani  AND karaleti", "Variani, and Karaleti"])
def test_typed_names_may_be_joined_by_and(text):
    assert answer_to(POSTS, text).state == RIGHT


def test_a_name_that_holds_the_word_stays_whole():
    assert answer_to(task("states", ["Antigua and Barbuda", "Nauru"]), "Nauru, Antigua and Barbuda").state == RIGHT
    listed = task("names", ["bread and salt", "wine"], options=("bread and salt", "wine", "water"))
    assert answer_to(listed, "Bread and salt and wine").state == CANNOT_TELL
    assert (
        answer_to(listed, "bread and salt, wine").state == answer_to(listed, "wine, and bread and salt").state == RIGHT
    )
