"""A picture is drawn in a width that it can have; any other gets a sentence."""

import numpy as np
import pandas as pd
import pytest

from courseutils._atlas.widths import LEAST, MOST, WidthError, inches
from courseutils.charts import chart
from courseutils.maps import Map, static_map, static_maps
from courseutils.seating import seats

BODIES = pd.DataFrame({"body": ["Council", "Assembly"], "seats": [15, 193]})
PICTURES = {
    "seats": lambda width: seats("plenary", width=width),
    "chart": lambda width: chart(BODIES, "body", ["seats"], "Seats", kind="bars", source="un-charter", width=width),
    "static_map": lambda width: static_map(Map("Georgia"), width=width),
    "static_maps": lambda width: static_maps([Map("Georgia")], width=width),
}
ODD = [0, -3, 0.1, 1e6, float("nan"), float("inf"), "9", True, [9]]


@pytest.mark.parametrize("width", ODD, ids=repr)
@pytest.mark.parametrize("picture", PICTURES)
def test_a_width_that_cannot_be_drawn_gets_a_sentence(picture, width):
    with pytest.raises(WidthError, match=r"^width is a number of inches from 3 to 40, such as width=9, but this is "):
        PICTURES[picture](width)


@pytest.mark.parametrize("width", [LEAST, 9, np.float64(9), np.int64(9), MOST])
def test_any_number_of_inches_in_between_is_taken(width):
    assert inches(width) == float(width)


@pytest.mark.parametrize("picture", ["seats", "chart"])
def test_the_narrowest_can_be_drawn(picture):
    assert PICTURES[picture](LEAST).get_size_inches()[0] == LEAST
