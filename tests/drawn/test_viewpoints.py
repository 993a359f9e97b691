"""Whose lines a map follows: three conventions, honest about what each asserts and hides."""

import dataclasses

import pytest

from courseutils.viewpoints import NEUTRAL, VIEWPOINTS, compare_viewpoints, viewpoint


@pytest.mark.parametrize("name", ["un", "UN", "on the ground", "on-the-ground", "recognisers"])
def test_a_viewpoint_is_found_in_the_forms_people_type(name):
    assert viewpoint(name).key in VIEWPOINTS


@pytest.mark.parametrize(
    ("name", "said"), [(None, "whose lines"), ("onu", "Known are"), ("recognizers", "recognisers")]
)
def test_no_viewpoint_or_an_unknown_one_is_an_error_that_helps(name, said):
    with pytest.raises(ValueError, match=said):
        viewpoint(name)


def test_a_viewpoint_passes_through_and_cannot_be_changed():
    un = viewpoint("un")
    assert viewpoint(un) is un
    with pytest.raises(dataclasses.FrozenInstanceError):
        un.stamp = ""


@pytest.mark.parametrize("view", VIEWPOINTS.values(), ids=lambda v: v.key)
def test_every_convention_says_what_it_asserts_and_hides_and_stamps_itself(view):
    assert view.stamp.startswith("Convention: ") and view.stamp.endswith(".")
    assert view.description == f"{view.asserts} {view.hides}"
    assert "asserts" in view.asserts and "hides" in view.hides
    assert set(view.region_names) == {"abkhazia", "south_ossetia"}


def test_only_the_recognisers_convention_draws_the_boundary_lines_like_a_state_border():
    alike = {v.key for v in VIEWPOINTS.values() if v.boundary_line.dash == v.state_border.dash}
    assert alike == {"recognisers"}
    assert {v.key for v in VIEWPOINTS.values() if not v.alone} == {"recognisers"}


def test_un_practice_uses_the_double_name_and_the_note_of_the_naming_policy():
    un = viewpoint("un")
    assert un.region_names["south_ossetia"].split() == ["South", "Ossetia", "/", "Tskhinvali", "Region"]
    assert un.region_note == "control and status disputed"
    assert NEUTRAL == "Lines and names shown do not imply endorsement or acceptance by the authors."


def test_the_comparison_draws_three_maps_each_with_its_stamp():
    comparison = compare_viewpoints("georgia")
    texts = " ".join(" ".join(text.get_text().split()) for text in comparison.figure.texts)
    assert all(view.stamp in texts for view in VIEWPOINTS.values())
    assert list(comparison.table["key"]) == list(VIEWPOINTS)
    assert all(view.asserts in comparison.description for view in VIEWPOINTS.values())
    assert '<img alt="' in comparison._repr_html_() and "<details>" in comparison._repr_html_()
