"""The names that maps and texts give to one region are taken for it in every exercise that asks for regions."""

import pytest

from courseutils._checking.answers import read
from courseutils.checks import CANNOT_TELL, RIGHT, answer_to
from courseutils.exercises import exercise

REGION = [
    "South Ossetia / Tskhinvali Region",
    "South Ossetia/Tskhinvali region",
    "Tskhinvali Region/South Ossetia",
    "the Tskhinvali region / South Ossetia",
    "Tskhinvali region/South Ossetia, Georgia",
    "Tskhinvali region",
    "S. Ossetia",
    "Ossetia",
]


@pytest.mark.parametrize("name", REGION)
def test_every_usual_name_of_the_region_is_taken_for_it(name):
    assert answer_to(exercise("01-5"), name).state == RIGHT


@pytest.mark.parametrize("name", ["South Ossetia or Abkhazia", "not South Ossetia", "South Ossetia and Georgia"])
def test_a_name_of_two_regions_is_no_answer(name):
    assert answer_to(exercise("01-5"), name).state == CANNOT_TELL


@pytest.mark.parametrize("name", REGION[:3] + REGION[5:7])
@pytest.mark.parametrize("asked", ["06-8", "07-1"])
def test_in_a_list_of_names_too(asked, name):
    assert "south ossetia" in read([name], exercise(asked))
