"""What the benchmark of maps gives to other libraries: what the kit's own page draws, and colours to look for."""

import numpy as np
import pytest
from drawn import changed, lacking
from group_maps import AIMS, THINGS, WAYS, colours
from mapways import folium_page
from mapways.maps import MAPS, data


@pytest.mark.parametrize("name", ["base map", "map in time"])
def test_a_map_holds_named_points_closed_rings_and_colours_to_look_for(name):
    held = data(name)
    wanted = colours(held)
    assert {point["name"] for point in held["points"]} >= {"Tbilisi", "Sukhumi"}
    assert "#c04a00" in wanted and len(wanted) >= 5  # the marks that the map is about
    areas = [feature["geometry"] for layer in held["layers"] if layer["look"]["area"] for feature in layer["features"]]
    assert all(polygon[0][0] == polygon[0][-1] for area in areas for polygon in area["coordinates"])


def test_an_outer_ring_runs_against_the_clock_and_a_hole_with_it():
    for layer in data("base map")["layers"]:
        for feature in layer["features"] if layer["look"]["area"] else []:
            for outer, *holes in feature["geometry"]["coordinates"]:
                assert turned(outer) > 0 and all(turned(hole) < 0 for hole in holes)


def turned(ring) -> float:
    (x, y) = np.array(ring).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def test_what_comes_later_is_not_looked_for_on_the_first_day():
    held = data("map in time")
    later = {p["fill"] for p in held["points"] if p.get("start", "") > held["days"][0]}
    assert later - set(colours(held))


def test_a_white_picture_lacks_the_colours_of_a_map():
    white = np.full((90, 120, 3), 255)
    assert lacking(white, ["#f7edd3", "#ffffff"]) == ["#f7edd3"]
    assert changed(white, white) == 0 and changed(white, white - 1) == 1


def test_the_page_of_folium_names_no_other_machine_once_its_scripts_are_inside(tmp_path):
    for path in folium_page.FILES.values():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("/* inside */", encoding="utf-8")
    page = folium_page.page(data("map in time"), tmp_path)
    assert page.count("/* inside */") == len(folium_page.FILES)
    assert 'src="http' not in page and 'href="http' not in page


def test_every_kind_of_map_has_a_limit_for_its_size():
    assert {f"{name}: size" for name in MAPS} <= set(AIMS) and set(AIMS) <= set(THINGS) and WAYS[0] == "kit"
