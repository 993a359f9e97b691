"""What beginners hand over by mistake gets one sentence that says what to write, or is taken as it is meant."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from courseutils import (
    Map,
    area_km2,
    buffer_km,
    distance_km,
    load_article,
    load_layer,
    load_places,
    points_along,
    quiz,
    sources_for,
)
from courseutils.places import PlaceError
from courseutils.sources import SourceError

LINES, PLACES = load_layer("boundary_lines"), load_places()
NO_LINE, NO_PLACE = LINES[LINES["name"] == "Abkhazia"], PLACES[PLACES["name"] == "Nowhere"]
AREAS = load_layer("abkhazia").geometry
MIXED = gpd.GeoSeries([AREAS.iloc[0], PLACES.geometry.iloc[0]], crs=4326)

# A variable's name in quotation marks


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: distance_km(PLACES, "edge"), "edge"),
        (lambda: buffer_km("centre", 15), "centre"),
        (lambda: points_along("line_abkhazia", 1), "line_abkhazia"),
        (lambda: Map("Posts").add("posts"), "posts"),
        (lambda: Map("Posts").add(["posts"]), "posts"),
    ],
)
def test_a_variable_in_quotation_marks_is_told_so(call, name):
    with pytest.raises(PlaceError, match=f"If {name} is a name of yours, write it without quotation marks."):
        call()


@pytest.mark.parametrize("name", ["Gorri", "gorri", "Atlantis", "new athos 2", "ცხინვალია"])
def test_a_misspelt_place_is_not_taken_for_a_variable(name):
    with pytest.raises(PlaceError) as raised:
        buffer_km(name, 15)
    assert "quotation marks" not in str(raised.value)


# Tables without a row


@pytest.mark.parametrize(
    "call",
    [
        lambda: points_along(NO_LINE, 10),
        lambda: distance_km("Gori", NO_LINE),
        lambda: distance_km(PLACES, NO_PLACE),
        lambda: Map("Posts").add(NO_PLACE),
    ],
)
def test_an_empty_table_is_called_empty(call):
    with pytest.raises(ValueError, match="This table is empty: the condition matched no row"):
        call()


# One thing for several


@pytest.mark.parametrize("km", [np.array([1.0, 2.0]), pd.Series([1.0, 2.0]), np.array([15.0]), [1, 2]])
def test_several_widths_are_refused_in_one_line(km):
    with pytest.raises(ValueError, match="must be a number of kilometres") as raised:
        buffer_km("Gori", km)
    assert "\n" not in str(raised.value)
    with pytest.raises(ValueError, match="every_km must be a number"):
        points_along(LINES, km)


def test_one_number_of_numpy_is_a_width():
    assert len(buffer_km("Gori", np.float64(15))) == len(buffer_km("Gori", np.array(15))) == 1


def test_a_point_among_areas_is_named():
    with pytest.raises(ValueError, match="One of the rows is a point or a line"):
        area_km2(MIXED)
    with pytest.raises(ValueError, match="A point or a line has no area"):
        area_km2(MIXED[1:])
    assert area_km2(gpd.GeoSeries([AREAS.iloc[0], None], crs=4326)) == area_km2(AREAS)


def test_names_in_round_brackets_are_asked_for_in_square_ones():
    with pytest.raises(ValueError, match="square brackets") as raised:
        distance_km(("Gori", "Poti"), "Tbilisi")
    assert "longitude" not in str(raised.value)
    with pytest.raises(ValueError, match=r"Point\(longitude, latitude\)"):
        distance_km((44.1, 42.0), "Tbilisi")


@pytest.mark.parametrize("kind", [["village"], {"village"}, 5, ("village",)])
def test_one_kind_of_place_is_asked_for(kind):
    with pytest.raises(PlaceError, match=r'Give one kind, as text in quotation marks: load_places\(kind="'):
        load_places(kind=kind)


@pytest.mark.parametrize("name", [["places"], {"places"}, {"places": 1}])
def test_sources_are_asked_for_one_name(name):
    with pytest.raises(SourceError, match=r'such as sources_for\("places"\)'):
        sources_for(name)


def test_sources_of_a_number_from_a_table_are_given():
    assert sources_for(np.int64(5)) == sources_for(5)


def test_a_paragraph_may_be_asked_for_as_text():
    article = load_article()
    assert article["5"] is article[5]
    assert article.show("4").paragraphs == (article[4],)


@pytest.mark.parametrize("choice", ["apple", "ab", "", "d", 1, "  ", "a b"])
def test_a_word_is_no_letter_of_a_quiz(choice):
    with pytest.raises(ValueError, match="Use one letter: a, b, c"):
        quiz("05-q1", choice)


@pytest.mark.parametrize("choice", ["b", "B", " b ", "b)", "(b)", "b."])
def test_a_letter_of_a_quiz_may_be_written_as_lists_have_it(choice):
    assert quiz("05-q1", choice).startswith("Right")
